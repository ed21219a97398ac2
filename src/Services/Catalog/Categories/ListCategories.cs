using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>Lists all categories with the number of their products.</summary>
internal static class ListCategories
{
    sealed record Row(string Slug, string Name, string? Parent, string Path, int ProductCount);

    public static async Task<IResult> HandleAsync(CatalogCache cache, Database database, CancellationToken cancellationToken) =>
        (await cache.GetAsync("categories", async token => CatalogCache.Tree(await ReadAsync(database, token)), cancellationToken))!;

    /// <summary>Reads the tree.</summary>
    public static async Task<CategoryListResponse> ReadAsync(Database database, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<Row>(
            """
            with direct as (
                select category, count(*) as products from products where active group by category
            ),
            counts as (
                select step.slug, sum(d.products)::int as products
                from direct d join categories c on c.slug = d.category cross join unnest(c.path) as step (slug)
                group by step.slug
            )
            select c.slug, c.name, c.parent, array_to_string(c.path, '/') as path, coalesce(n.products, 0) as product_count
            from categories c left join counts n on n.slug = c.slug
            order by c.path
            """,
            null,
            cancellationToken);
        var names = rows.ToDictionary(r => r.Slug, r => r.Name);
        return new([.. rows.Select(r => new CategoryResponse(
            r.Slug, r.Name, r.Parent, [.. r.Path.Split('/').Select(slug => new CategoryStepResponse(slug, names[slug]))], r.ProductCount))]);
    }
}
