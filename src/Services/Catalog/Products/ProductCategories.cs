using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>The categories of products beside their main ones.</summary>
internal static class ProductCategories
{
    /// <summary>The most of them.</summary>
    public const int CountMax = 10;

    /// <summary>Those of <c>products p</c> in order, as a JSON array of slugs.</summary>
    public const string Json =
        "(select coalesce(json_agg(c.category order by c.position), '[]') from product_categories c where c.product_id = p.id)::text as categories";

    /// <summary>Leaves out the main category and repetitions.</summary>
    public static IReadOnlyList<string> Distinct(IEnumerable<string> categories, string main) => [.. categories.Distinct().Where(category => category != main)];

    /// <summary>Replaces those of products.</summary>
    public static async Task ReplaceAsync(UnitOfWork work, IReadOnlyList<ProductDraft> products, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            "delete from product_categories where product_id = any (@ids)", new { ids = products.Select(p => p.Id).ToArray() }, cancellationToken);
        await AddAsync(work, products, cancellationToken);
    }

    /// <summary>Adds those of new products.</summary>
    public static async Task AddAsync(UnitOfWork work, IReadOnlyList<ProductDraft> products, CancellationToken cancellationToken)
    {
        var rows = products.SelectMany(p => p.Categories.Select((category, i) => (Product: p.Id, Category: category, Position: i))).ToList();
        if (rows.Count > 0)
        {
            await work.ExecuteAsync(
                "insert into product_categories (product_id, category, position) select * from unnest(@products, @categories, @positions)",
                new
                {
                    products = rows.Select(r => r.Product).ToArray(),
                    categories = rows.Select(r => r.Category).ToArray(),
                    positions = rows.Select(r => r.Position).ToArray(),
                },
                cancellationToken);
        }
    }
}
