namespace Cartwright.Catalog.Feeds;

/// <summary>The declared options of a product as a list of texts: <c>size=S</c>, <c>size=M</c>, <c>colour=Red</c>. Names have no equals sign.</summary>
internal static class DeclaredOptionList
{
    const char Separator = '=';

    /// <summary>What is wrong with a list; null if it can be read.</summary>
    public static string? ErrorOf(IReadOnlyList<string> list) =>
        list.Count > OptionMatrix.OptionsMax * OptionMatrix.ValuesMax
            ? $"At most {OptionMatrix.OptionsMax} options of {OptionMatrix.ValuesMax} values are possible."
            : list.All(text => text.IndexOf(Separator, StringComparison.Ordinal) > 0) ? null : "Write each value with its option, as in size=S.";

    /// <summary>Reads options, in the order of their first values.</summary>
    public static IReadOnlyList<ProductOption> Read(IEnumerable<string> list) =>
    [
        .. list.Select(text => (Text: text, End: text.IndexOf(Separator, StringComparison.Ordinal)))
            .GroupBy(entry => entry.Text[..entry.End].Trim(), entry => entry.Text[(entry.End + 1)..].Trim())
            .Select(group => new ProductOption(group.Key, [.. group])),
    ];

    /// <summary>Writes options.</summary>
    public static IReadOnlyList<string> Write(IEnumerable<ProductOption> options) =>
        [.. options.SelectMany(option => option.Values.Select(value => $"{option.Name}{Separator}{value}"))];
}
