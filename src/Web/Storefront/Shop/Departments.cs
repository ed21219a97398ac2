using Cartwright.Storefront.Api;

namespace Cartwright.Storefront.Shop;

/// <summary>The tree of categories. Every page shows its top, and it hardly ever changes, so it is kept for a while.</summary>
internal sealed class Departments(CatalogApi catalog, TimeProvider clock)
{
    static readonly TimeSpan Fresh = TimeSpan.FromSeconds(30);

    volatile Snapshot? _kept;

    /// <summary>All categories in the order of the tree; what was known last when the catalog does not answer.</summary>
    public async Task<IReadOnlyList<Category>> AllAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        if (_kept is { } kept && kept.Until > now)
        {
            return kept.Categories;
        }

        try
        {
            var categories = (await catalog.CategoriesAsync(cancellationToken))?.Items ?? [];

            // An empty tree is a shop that is being filled: look again at once.
            _kept = new(categories, categories.Count == 0 ? now : now + Fresh);
            return categories;
        }
        catch (ServiceUnavailableException)
        {
            return _kept?.Categories ?? [];
        }
    }

    /// <summary>The categories at the top of the tree.</summary>
    public async Task<IReadOnlyList<Category>> TopAsync(CancellationToken cancellationToken) =>
        [.. (await AllAsync(cancellationToken)).Where(x => x.Parent is null)];

    sealed record Snapshot(IReadOnlyList<Category> Categories, DateTimeOffset Until);
}
