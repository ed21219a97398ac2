using System.Text;
using System.Text.Unicode;

namespace Cartwright.Catalog.Feeds;

/// <summary>Reads CSV with a header. Empty lines are passed over.</summary>
internal sealed class CsvReader(FeedLayout layout) : RowReader
{
    const char Replacement = '\uFFFD';

    readonly IReadOnlyList<MappedColumn> _sources = layout.Sources();

    /// <summary>Reads the names of the columns.</summary>
    /// <returns>Null if the record is not text in UTF-8.</returns>
    public static IReadOnlyList<string>? ReadHeader(ReadOnlySpan<byte> record, char delimiter)
    {
        if (!Utf8.IsValid(record) || record.Contains((byte)0))
        {
            return null;
        }

        var header = new CsvRecord(Encoding.UTF8.GetString(record), delimiter, 1);
        return header.Next() ? [.. header.Fields.Select(name => name.Trim())] : [];
    }

    /// <inheritdoc/>
    public override IEnumerable<FeedRow> Read(ReadOnlyMemory<byte> content, int firstLine)
    {
        var isUtf8 = Utf8.IsValid(content.Span);
        var record = new CsvRecord(Encoding.UTF8.GetString(content.Span), layout.Delimiter, firstLine);
        while (record.Next())
        {
            if (record.Fields is not [var only] || !string.IsNullOrWhiteSpace(only))
            {
                yield return ReadRow(record, isUtf8);
            }
        }
    }

    FeedRow ReadRow(CsvRecord record, bool isUtf8)
    {
        if (!isUtf8 && record.Fields.Any(field => field.Contains(Replacement, StringComparison.Ordinal)))
        {
            return new(record.Line, [], NotUtf8);
        }

        var width = layout.Header!.Count;
        if (record.Fields.Count != width)
        {
            return new(record.Line, [], $"The row has {record.Fields.Count} values, and the header has {width} columns.");
        }

        var cells = new FeedCell[_sources.Count];
        for (var i = 0; i < cells.Length; i++)
        {
            var source = _sources[i];
            cells[i] = new(source, source.Value ?? FormulaEscape.Remove(record.Fields[source.Index]));
        }

        return new(record.Line, cells);
    }
}
