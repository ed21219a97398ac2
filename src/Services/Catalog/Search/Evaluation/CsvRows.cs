using nietras.SeparatedValues;

namespace Cartwright.Catalog.Evaluation;

/// <summary>Chosen values of a row, in the order in which the columns were asked for.</summary>
/// <param name="File">The file.</param>
/// <param name="Line">The line on which the row begins, from 1.</param>
/// <param name="Values">A value per column; empty if the file lacks an optional column.</param>
internal sealed record CsvRow(string File, int Line, string[] Values)
{
    public string this[int column] => Values[column];

    /// <summary>The error of this row, to be thrown.</summary>
    public RelevanceFileException Error(string problem) => new(File, Line, problem);
}

/// <summary>
/// Reads a file of rows with a header, one row at a time, so that its size does not matter. Quotes, line breaks in quotes and doubled quotes follow RFC 4180.
/// Columns are found by name; the file may have others, in any order. A row may have 16 million characters.
/// </summary>
internal static class CsvRows
{
    const int RowsMax = 20_000_000;

    /// <summary>Reads the rows.</summary>
    /// <param name="file">The file.</param>
    /// <param name="separator">The separator of columns; null to infer it from the header.</param>
    /// <param name="required">Columns that the file must have.</param>
    /// <param name="optional">Columns that it may have.</param>
    /// <exception cref="RelevanceFileException">A column is missing, or a row has more or fewer values than the header.</exception>
    public static IEnumerable<CsvRow> Read(RelevanceFile file, char? separator, IReadOnlyList<string> required, IReadOnlyList<string> optional)
    {
        using var text = new StreamReader(file.Open());
        using var reader = Open(text, file, separator);
        if (required.Where(name => !reader.Header.TryIndexOf(name, out _)).ToArray() is [_, ..] missing)
        {
            throw new RelevanceFileException(file.Name, 1, $"The header has no column {string.Join(", ", missing)}.");
        }

        int[] columns = [.. required.Concat(optional).Select(name => reader.Header.TryIndexOf(name, out var index) ? index : -1)];
        var width = reader.Header.ColNames.Count;
        while (Next(reader, file, width, columns) is { } row)
        {
            yield return row;
        }
    }

    static SepReader Open(TextReader text, RelevanceFile file, char? separator)
    {
        try
        {
            // Columns are counted here: the library's message would have the whole row.
            var options = new SepReaderOptions(separator is { } character ? Sep.New(character) : null) { Unescape = true, DisableColCountCheck = true };
            return options.From(text);
        }
        catch (ArgumentException error)
        {
            throw new RelevanceFileException(file.Name, 1, error.Message);
        }
    }

    /// <returns>Null at the end of the file.</returns>
    static CsvRow? Next(SepReader reader, RelevanceFile file, int width, int[] columns)
    {
        while (MoveNext(reader, file))
        {
            var row = reader.Current;
            if (row.ColCount == 1 && width > 1 && row[0].Span.IsWhiteSpace())
            {
                continue;
            }

            if (row.RowIndex > RowsMax)
            {
                throw new RelevanceFileException(file.Name, row.LineNumberFrom, $"The file has more than {RowsMax} rows.");
            }

            if (row.ColCount != width)
            {
                throw new RelevanceFileException(
                    file.Name, row.LineNumberFrom, $"The row has {row.ColCount} values, and the header has {width} columns. A quote may be missing.");
            }

            var values = new string[columns.Length];
            for (var i = 0; i < columns.Length; i++)
            {
                values[i] = columns[i] < 0 ? "" : row[columns[i]].ToString();
            }

            return new(file.Name, row.LineNumberFrom, values);
        }

        return null;
    }

    static bool MoveNext(SepReader reader, RelevanceFile file)
    {
        var line = reader.Current.LineNumberToExcl;
        try
        {
            return reader.MoveNext();
        }
        catch (NotSupportedException)
        {
            throw new RelevanceFileException(file.Name, line, "The row is too long. A quote may be missing.");
        }
    }
}
