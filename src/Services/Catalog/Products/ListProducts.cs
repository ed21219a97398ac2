using Cartwright.Platform.Data;
using Cartwright.Platform.Http;

namespace Cartwright.Catalog;

/// <summary>Lists active products, all or those of a category and its descendants.</summary>
internal static class ListProducts
{
    public static async Task<IResult> HandleAsync(
        [AsParameters] PageRequest request, string? category, string? sort, CatalogCache cache, Database database, CancellationToken cancellationToken)
    {
        var order = sort switch
        {
            null or "" or "newest" => ProductSort.Newest,
            "price" => ProductSort.Price,
            "-price" => ProductSort.PriceDescending,
            _ => null,
        };
        if (order is null)
        {
            return Problems.Invalid("sort", "Products are sorted by newest, price or -price.");
        }

        if (order.Read(request, out var page) is { } problem)
        {
            return problem;
        }

        if (category is { Length: > 64 } || category?.Contains('\0', StringComparison.Ordinal) is true)
        {
            return Problems.Invalid("category", "This is no category.");
        }

        return (await cache.GetAsync(
            $"list {order.Name} {page.Limit} {request.Cursor} {category}",
            token => LoadAsync(order, page, category, database, token),
            cancellationToken))!;
    }

    static async Task<PublicAnswer?> LoadAsync(
        ProductSort order, Page<ProductKey> page, string? category, Database database, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<ProductRow>(
            $"""
            with page as (
                select p.id, row_number() over (order by {order.OrderBy}) as n, 0::real as rank, 0::bigint as total
                from products p
                where p.active
                  {(string.IsNullOrEmpty(category) ? "" : "and p.category in (select slug from categories where path @> array[@category])")}
                  {(page.After is null ? "" : $"and {order.After}")}
                order by n
                limit @Take
            )
            select {ProductRow.Columns}
            from page
                join products p on p.id = page.id
                {ProductRow.JoinVariants}
            order by page.n
            """,
            new { category, afterKey = page.After?.Value, afterId = page.After?.Id, page.Take },
            cancellationToken);
        var (products, nextCursor) = page.Cut(rows, order.KeyOf);
        return CatalogCache.List(
            new ProductListResponse([.. products.Select(r => r.ToResponse())], nextCursor), CatalogJson.Default.ProductListResponse, products.Select(r => r.Id));
    }
}
