namespace Cartwright.Catalog.Feeds;

/// <summary>The rows of a part of a file, before the catalog is asked about them.</summary>
/// <param name="Rows">How many there are.</param>
/// <param name="Patches">Those without problems, each SKU once.</param>
/// <param name="Skus">The line of every SKU that could be read, also of rows with problems.</param>
/// <param name="Unreadable">How many have no SKU that could be read.</param>
/// <param name="Problems">What is wrong with the others.</param>
internal sealed record ChunkRows(
    int Rows, IReadOnlyList<RowPatch> Patches, IReadOnlyDictionary<string, int> Skus, int Unreadable, IReadOnlyList<FeedProblem> Problems)
{
    /// <summary>Reads rows.</summary>
    public static ChunkRows Read(FeedLayout layout, IEnumerable<FeedRow> rows)
    {
        var reader = new PatchReader(layout);
        var patches = new List<RowPatch>();
        var skus = new Dictionary<string, int>(StringComparer.Ordinal);
        var problems = new List<FeedProblem>();
        var (count, unreadable) = (0, 0);
        foreach (var row in rows)
        {
            count++;
            var patch = reader.Read(row, problems, out var sku);
            if (sku is null)
            {
                unreadable++;
            }
            else if (!skus.TryAdd(sku, row.Line))
            {
                problems.Add(new(row.Line, "sku", sku, $"Line {skus[sku]} has the same SKU."));
            }
            else if (patch is not null)
            {
                patches.Add(patch);
            }
        }

        return new(count, patches, skus, unreadable, problems);
    }
}
