using Cartwright.Platform.Data;
using Cartwright.Platform.Http;

namespace Cartwright.Catalog;

/// <summary>The active products, all or those of a category and its descendants, page by page.</summary>
internal static class ListProducts
{
    public static async Task<IResult> HandleAsync(
        int? limit, string? cursor, string? category, string? sort, CatalogCache cache, Database database, CancellationToken cancellationToken)
    {
        var order = sort switch
        {
            null or "" or "newest" => ProductOrder.Newest,
            "price" => ProductOrder.Price,
            "-price" => ProductOrder.PriceDescending,
            _ => null,
        };
        if (order is null)
        {
            return Problems.Invalid("sort", "Products are sorted by newest, price or -price.");
        }

        if (limit is < 1 or > 100)
        {
            return Problems.Invalid("limit", "A page has 1 to 100 items.");
        }

        if (!order.TryRead(cursor, out var after))
        {
            return Problems.Invalid("cursor", "This is no cursor of this list.");
        }

        if (category is { Length: > 64 } || category?.Contains('\0', StringComparison.Ordinal) is true)
        {
            return Problems.Invalid("category", "This is no category.");
        }

        var size = limit ?? 20;
        return (await cache.GetAsync(
            $"list {order.Name} {size} {cursor} {category}",
            token => LoadAsync(size, order, after, category, database, token),
            cancellationToken))!;
    }

    static async Task<PublicAnswer?> LoadAsync(
        int limit, ProductOrder order, (string Key, Guid Id)? after, string? category, Database database, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<ProductRow>(
            $"""
            with page as (
                select p.id, row_number() over (order by {order.OrderBy}) as n, 0::real as rank, 0::bigint as total
                from products p
                where p.active
                  {(string.IsNullOrEmpty(category) ? "" : "and p.category in (select slug from categories where path @> array[@category])")}
                  {(after is null ? "" : $"and {order.After}")}
                order by n
                limit @take
            )
            select {ProductRow.Columns}
            from page
                join products p on p.id = page.id
                {ProductRow.JoinVariants}
            order by page.n
            """,
            new { category, afterKey = after?.Key, afterId = after?.Id, take = limit + 1 },
            cancellationToken);
        var page = rows.Take(limit).ToList();
        var next = rows.Count > limit ? order.CursorAfter(page[^1]) : null;
        return CatalogCache.List(new ProductPage([.. page.Select(r => r.ToProduct())], next), CatalogJson.Default.ProductPage, page.Select(r => r.Id));
    }
}
