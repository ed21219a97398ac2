using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog;

/// <summary>Lists active products, all or those of a category and its descendants, and of one currency if it sorts by price.</summary>
internal static class ListProducts
{
    // The most products that are counted, so that a count costs no more than so many.
    const int TotalMax = 10_000;

    public static async Task<IResult> HandleAsync(
        [AsParameters] PageRequest request, string? category, string? currency, [OneOf("newest", "price", "-price", "name", "-name")] string? sort,
        bool? total, CatalogCache cache, Database database, IOptions<ShopSettings> shop, CancellationToken cancellationToken)
    {
        if (ProductSort.Find(sort) is not { } order)
        {
            return Problems.Invalid("sort", "Products are sorted by newest, price, -price, name or -name.");
        }

        if (order.Read(request, out var page) is { } problem)
        {
            return problem;
        }

        var errors = new Dictionary<string, string[]>();
        var filter = ProductFilter.Read(category, currency, shop.Value.Currency, order.ComparesPrices, (field, message) => errors[field] = [message]);
        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        var counts = total is true;
        return (IResult?)await cache.GetAsync(
            $"list {order.Name} {page.Limit} {request.Cursor} {filter.Currency} {counts} {category}",
            token => LoadAsync(order, page, filter, counts, database, token),
            cancellationToken) ?? Problems.Invalid("category", ProductFilter.UnknownCategory);
    }

    /// <returns>Null if there is no such category.</returns>
    static async Task<PublicAnswer?> LoadAsync(
        ProductSort order, Page<ProductKey> page, ProductFilter filter, bool counts, Database database, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<ProductRow>(
            $"""
            with page as (
                select p.id, row_number() over (order by {order.OrderBy}) as n,
                       {(counts ? $"(select count(*) from (select from ({filter.Ids("", "limit @TotalMax")}) ids limit @TotalMax) counted)" : "0::bigint")} as total
                from products p
                where p.id in ({filter.Ids(page.After is null ? "" : $"and {order.After}", $"order by {order.OrderBy} limit @Take")})
                order by n
                limit @Take
            )
            select {ProductRow.Columns}
            from page
                join products p on p.id = page.id
                {ProductRow.JoinVariants}
            order by page.n
            """,
            new { category = filter.Category, currency = filter.Currency, afterKey = page.After?.Value, afterId = page.After?.Id, page.Take, TotalMax },
            cancellationToken);
        if (rows.Count == 0 && await filter.IsOfUnknownCategoryAsync(database, cancellationToken))
        {
            return null;
        }

        var (products, nextCursor) = page.Cut(rows, order.KeyOf);
        return CatalogCache.List(
            new ProductListResponse(
                [.. products.Select(r => r.ToResponse())], nextCursor, counts ? rows.Count > 0 ? rows[0].Total : 0 : null, filter.Currency),
            CatalogJson.Default.ProductListResponse,
            products.Select(r => r.Id));
    }
}
