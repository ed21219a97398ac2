using System.Text;

namespace Cartwright.Bench;

/// <summary>A table of text: the first column flush left, the others flush right.</summary>
internal sealed class TextTable(params string[] header)
{
    readonly List<string[]> _rows = [];

    /// <summary>Whether it has no rows.</summary>
    public bool IsEmpty => _rows.Count == 0;

    /// <summary>Adds a row, one cell per column.</summary>
    public void Add(params string[] cells)
    {
        if (cells.Length != header.Length) throw new ArgumentException($"{cells.Length} cells for {header.Length} columns.", nameof(cells));
        _rows.Add(cells);
    }

    /// <summary>Renders it as a Markdown table, which also reads well on a terminal.</summary>
    public override string ToString()
    {
        var widths = header.Select((name, column) => _rows.Select(row => row[column].Length).Append(name.Length).Max()).ToArray();
        var text = new StringBuilder();
        AppendRow(text, header, widths);
        AppendRow(text, [.. widths.Select((width, column) => column == 0 ? new string('-', width) : new string('-', width - 1) + ":")], widths);
        foreach (var row in _rows) AppendRow(text, row, widths);
        return text.ToString();
    }

    static void AppendRow(StringBuilder text, string[] cells, int[] widths)
    {
        for (var column = 0; column < cells.Length; column++)
            text.Append("| ").Append(column == 0 ? cells[column].PadRight(widths[column]) : cells[column].PadLeft(widths[column])).Append(' ');
        text.Append('|').AppendLine();
    }
}
