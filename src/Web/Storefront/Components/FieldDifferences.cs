namespace Cartwright.Storefront.Components;

/// <summary>Tells a customer what somebody else has saved, where it is not what the customer has typed.</summary>
internal static class FieldDifferences
{
    /// <summary>The fields that differ with what is saved, separated by commas.</summary>
    public static string Describe(IEnumerable<(string Name, string? Typed, string? Saved)> fields)
    {
        var other = fields
            .Where(f => (f.Typed?.Trim() ?? "") != (f.Saved ?? ""))
            .Select(f => $"{f.Name} {(f.Saved is { Length: > 0 } text ? $"“{text}”" : "nothing")}")
            .ToList();
        return other.Count == 0 ? "just what you typed" : string.Join(", ", other);
    }
}
