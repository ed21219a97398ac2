namespace Cartwright.Contracts;

/// <summary>The name of a person, of its parts.</summary>
public static class PersonName
{
    /// <summary>Given and family name in one text; null when there is neither.</summary>
    public static string? Of(string? given, string? family) => (given, family) switch
    {
        (null, null) => null,
        (null, _) => family,
        (_, null) => given,
        _ => $"{given} {family}",
    };
}
