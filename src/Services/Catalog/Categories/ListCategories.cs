using Cartwright.Platform.Data;
using Cartwright.Platform.Http;

namespace Cartwright.Catalog;

/// <summary>Lists all categories with the number of their products.</summary>
internal static class ListCategories
{
    sealed record Row(string Slug, string Name, string? Parent, string Path, int ProductCount, int Version, string Attributes);

    public static async Task<IResult> HandleAsync(CatalogCache cache, Database database, CancellationToken cancellationToken) =>
        (await cache.GetAsync("categories", async token => CatalogCache.Tree(await ReadAsync(database, token)), cancellationToken))!;

    /// <summary>Shows the category that has a slug, or had it.</summary>
    public static async Task<IResult> OneAsync(string slug, CatalogCache cache, Database database, CancellationToken cancellationToken)
    {
        return Slug.IsSlug(slug) && await cache.GetAsync($"category {slug}", LoadAsync, cancellationToken) is { } shown ? shown : Problems.NotFound("category");

        async Task<PublicAnswer?> LoadAsync(CancellationToken token)
        {
            var present = await CategorySlugs.PresentAsync(database, slug, token);
            return present is null || (await ReadAsync(database, token)).Items.FirstOrDefault(c => c.Slug == present) is not { } category ? null : CatalogCache.Of(category);
        }
    }

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
            ),
            -- A product counts once, however many of its categories are below one.
            further as (
                select step.slug, count(distinct p.id)::int as products
                from product_categories pc
                    join products p on p.id = pc.product_id and p.active
                    join categories main on main.slug = p.category
                    join categories c on c.slug = pc.category
                    cross join unnest(c.path) as step (slug)
                where step.slug <> all (main.path)
                group by step.slug
            )
            select c.slug, c.name, c.parent, array_to_string(c.path, '/') as path, coalesce(n.products, 0) + coalesce(f.products, 0) as product_count, c.version,
                   c.attributes::text as attributes
            from categories c left join counts n on n.slug = c.slug left join further f on f.slug = c.slug
            order by c.path
            """,
            null,
            cancellationToken);
        var names = rows.ToDictionary(r => r.Slug, r => r.Name);
        return new([.. rows.Select(r => new CategoryResponse(
            r.Slug, r.Name, r.Parent, [.. r.Path.Split('/').Select(slug => new CategoryStepResponse(slug, names[slug]))], r.ProductCount, r.Version,
            CategoryAttributes.Read(r.Attributes)))]);
    }
}
