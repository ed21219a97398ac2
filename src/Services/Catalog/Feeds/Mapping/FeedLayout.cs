namespace Cartwright.Catalog.Feeds;

/// <summary>How the files of a feed are read. A run keeps the layout with which it began.</summary>
/// <param name="Format"><c>csv</c> or <c>ndjson</c>.</param>
/// <param name="Delimiter">The separator of columns.</param>
/// <param name="DecimalSeparator">The separator of decimals: a point or a comma.</param>
/// <param name="ListSeparator">The separator of tags.</param>
/// <param name="Columns">The mapping; empty where columns have the names of fields.</param>
/// <param name="Header">The columns of the file; null for NDJSON, which has none, and until the file is read.</param>
internal sealed record FeedLayout(
    string Format, char Delimiter, char DecimalSeparator, char ListSeparator, IReadOnlyList<FeedColumn> Columns, IReadOnlyList<string>? Header = null)
{
    /// <summary>Whether the file has a header and quotes.</summary>
    public bool IsCsv => Format == "csv";

    /// <summary>Whether columns have the names of fields.</summary>
    public bool IsAutomatic => Columns.Count == 0;

    /// <summary>Whether a column sets a field of this kind; of a file with columns named by fields, once its header is known.</summary>
    public bool Maps(FieldKind kind) => Sources().Any(source => source.Field.Kind == kind);

    /// <summary>The columns that set something, and the constants.</summary>
    public IReadOnlyList<MappedColumn> Sources() => IsAutomatic
        ? [.. (Header ?? []).Select((name, i) => FeedField.TryParse(name, out var field) ? new MappedColumn(name, i, field, null) : null).OfType<MappedColumn>()]
        :
        [
            .. Columns.Select(c => FeedField.TryParse(c.Field, out var field) ? new MappedColumn(c.Column ?? "", IndexOf(c.Column), field, c.Value, c.Unit) : null)
                .OfType<MappedColumn>(),
        ];

    /// <summary>What is wrong with a header; null if it can be read.</summary>
    public string? ErrorOf(IReadOnlyList<string> header)
    {
        if (header.Where(name => name.Length > 0).GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { Key: var twice })
        {
            return $"The header has the column {Shortened.Of(twice)} more than once.";
        }

        var missing = Columns.Where(c => c.Column is not null && !header.Contains(c.Column)).Select(c => c.Column!).ToList();
        if (missing.Count > 0)
        {
            return $"The header has no column {string.Join(", ", missing)}. It has: {Shortened.Of(string.Join(", ", header))}.";
        }

        return (this with { Header = header }).Maps(FieldKind.Sku) ? null : $"The header has no column sku. It has: {Shortened.Of(string.Join(", ", header))}.";
    }

    int IndexOf(string? column)
    {
        for (var i = 0; column is not null && i < (Header?.Count ?? 0); i++)
        {
            if (Header![i] == column)
            {
                return i;
            }
        }

        return -1;
    }
}

/// <summary>A column with the field that it sets.</summary>
/// <param name="Column">Its name in the file; empty for a constant.</param>
/// <param name="Index">Its place in the header; -1 for a constant, and in NDJSON.</param>
/// <param name="Field">The field.</param>
/// <param name="Value">The constant value.</param>
/// <param name="Unit">The unit that may stand behind its values; null or empty for none.</param>
internal sealed record MappedColumn(string Column, int Index, FeedField Field, string? Value, string? Unit = null);
