namespace Cartwright.Catalog.Feeds;

/// <summary>A product that rows name, as it becomes.</summary>
/// <param name="Draft">As it becomes.</param>
/// <param name="Current">As it is stored; null if it is new.</param>
/// <param name="Group">The group of a new product.</param>
/// <param name="Line">The line of its first row.</param>
internal sealed record PlannedProduct(ProductDraft Draft, CurrentProduct? Current, string? Group, int Line);

/// <summary>What the rows of a part of a file do.</summary>
/// <param name="Rows">How many rows it has.</param>
/// <param name="Changed">Products to create and to update.</param>
/// <param name="Groups">Groups whose products exist and that the feed does not know yet.</param>
/// <param name="Unchanged">How many products are as the rows say.</param>
/// <param name="Failed">How many rows have no effect.</param>
/// <param name="Unreadable">Those of them whose SKU could not be read.</param>
/// <param name="Problems">Why.</param>
/// <param name="ImageUrls">The images that rows name for products.</param>
/// <param name="Images">Which of them are there.</param>
internal sealed record ChunkPlan(
    int Rows, IReadOnlyList<PlannedProduct> Changed, IReadOnlyDictionary<string, Guid> Groups, int Unchanged, int Failed, int Unreadable,
    IReadOnlyList<FeedProblem> Problems, IReadOnlyList<ProductImageUrls> ImageUrls, NamedImages Images)
{
    /// <summary>How many products are new.</summary>
    public int Created => Changed.Count(p => p.Current is null);

    /// <summary>How many products change.</summary>
    public int Updated => Changed.Count - Created;
}
