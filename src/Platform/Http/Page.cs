namespace Cartwright.Platform.Http;

/// <summary>A page of a list to read from the database.</summary>
/// <typeparam name="TKey">The sort key of the list, which is unique.</typeparam>
/// <param name="Limit">The largest number of its items.</param>
/// <param name="After">The key of the last item before it; null for the first page.</param>
/// <param name="Format">Writes a key as the parts of a cursor.</param>
public sealed record Page<TKey>(int Limit, TKey? After, Func<TKey, string[]> Format) where TKey : struct
{
    /// <summary>The number of rows to read: one more than the page has, which tells whether it is the last one.</summary>
    public int Take => Limit + 1;

    /// <summary>Creates the page from the rows that were read.</summary>
    /// <param name="rows">At most <see cref="Take"/> rows.</param>
    /// <param name="keyOf">The sort key of a row.</param>
    /// <returns>The items of the page, and the cursor of the next page; null on the last one.</returns>
    public (IReadOnlyList<TRow> Items, string? NextCursor) Cut<TRow>(IReadOnlyList<TRow> rows, Func<TRow, TKey> keyOf) =>
        rows.Count > Limit ? ([.. rows.Take(Limit)], PageCursor.Encode(Format(keyOf(rows[Limit - 1])))) : (rows, null);
}
