namespace Cartwright.Catalog.Feeds;

/// <summary>Reads the rows of a part of a file.</summary>
internal abstract class RowReader
{
    /// <summary>What is wrong with text in another encoding.</summary>
    protected const string NotUtf8 = "The line is not in UTF-8.";

    /// <summary>The reader of a layout.</summary>
    public static RowReader Of(FeedLayout layout) => layout.IsCsv ? new CsvReader(layout) : new NdjsonReader(layout);

    /// <summary>Reads rows. Rows that cannot be read have an error.</summary>
    /// <param name="content">Whole records.</param>
    /// <param name="firstLine">The line on which they begin.</param>
    public abstract IEnumerable<FeedRow> Read(ReadOnlyMemory<byte> content, int firstLine);

    /// <summary>The group of a record; null if it has none.</summary>
    public string? GroupOf(ReadOnlyMemory<byte> record)
    {
        foreach (var cell in Read(record, 1).FirstOrDefault()?.Cells ?? [])
        {
            if (cell.Column.Field.Kind == FieldKind.Group && !cell.IsBlank)
            {
                return cell.Text;
            }
        }

        return null;
    }
}
