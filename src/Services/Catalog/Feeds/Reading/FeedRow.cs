namespace Cartwright.Catalog.Feeds;

/// <summary>What a value of a file is.</summary>
internal enum CellKind
{
    Text, Number, Boolean, List,
}

/// <summary>A value of a row.</summary>
/// <param name="Column">Where it comes from and what it sets.</param>
/// <param name="Text">The value; empty where the file has nothing. A number or boolean of JSON as it is written there.</param>
/// <param name="Kind">Whether JSON says that it is more than a text.</param>
/// <param name="List">The elements of a list of JSON.</param>
internal readonly record struct FeedCell(MappedColumn Column, string Text, CellKind Kind = CellKind.Text, IReadOnlyList<string>? List = null)
{
    /// <summary>Whether the file has nothing here.</summary>
    public bool IsBlank => Kind == CellKind.Text && string.IsNullOrWhiteSpace(Text);
}

/// <summary>A row of a file.</summary>
/// <param name="Line">The line on which it begins, from 1.</param>
/// <param name="Cells">Its mapped values.</param>
/// <param name="Error">Why it could not be read; null if it could.</param>
internal sealed record FeedRow(int Line, IReadOnlyList<FeedCell> Cells, string? Error = null);

/// <summary>What is wrong with a line of a file.</summary>
/// <param name="Line">The line.</param>
/// <param name="Field">The column, or the field if it has no column; null for the whole line.</param>
/// <param name="Value">The value, shortened.</param>
/// <param name="Reason">What is wrong, in a sentence.</param>
internal sealed record FeedProblem(int Line, string? Field, string? Value, string Reason)
{
    /// <summary>The problem of a value.</summary>
    public static FeedProblem Of(int line, FeedCell cell, string reason) =>
        new(line, cell.Column.Column.Length > 0 ? Shortened.Of(cell.Column.Column) : cell.Column.Field.ToString(), Shortened.Of(cell.Text), reason);
}
