namespace Cartwright.Catalog;

/// <summary>An attribute and its value as one term of the index.</summary>
internal static class AttributeFacet
{
    const char Separator = '\u001f';

    /// <summary>The term of an attribute.</summary>
    public static string Of(KeyValuePair<string, string> attribute) => $"{attribute.Key}{Separator}{attribute.Value}";

    /// <summary>The attribute of a term.</summary>
    public static (string Name, string Value) Read(string term)
    {
        var end = term.IndexOf(Separator, StringComparison.Ordinal);
        return (term[..end], term[(end + 1)..]);
    }
}
