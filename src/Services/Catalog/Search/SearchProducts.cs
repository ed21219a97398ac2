using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog;

/// <summary>A page of search results.</summary>
/// <param name="Items">The products.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
/// <param name="Total">How many products match.</param>
/// <param name="Currency">The currency of all their prices, if the search compares prices or names a currency.</param>
public sealed record SearchProductsResponse(IReadOnlyList<ProductResponse> Items, string? NextCursor, long Total, string? Currency);

/// <summary>Full-text search with filters. The index is written with the product, so an edit is visible immediately.</summary>
internal static class SearchProducts
{
    const int TextMax = 200;
    const decimal PriceBound = 1_000_000_000m;

    // Weights of description, attributes, labels and name; 1 divides the rank by the logarithm of the length.
    const string Rank = "ts_rank('{0.05, 0.2, 0.5, 1.0}', p.search, query.words, 1)";

    sealed record Filter(SearchText? Text, ProductFilter Products, decimal? PriceMin, decimal? PriceMax);

    public static async Task<IResult> HandleAsync(
        [AsParameters] PageRequest request, [Bounds(LengthMax = TextMax)] string? q, string? category, string? currency, QueryNumber? priceMin, QueryNumber? priceMax,
        [OneOf("relevance", "newest", "price", "-price", "name", "-name")] string? sort,
        CatalogCache cache, Database database, IOptions<ShopSettings> shop, CancellationToken cancellationToken)
    {
        var errors = new Dictionary<string, string[]>();
        void AddError(string field, string message) => errors[field] = [message];

        if (q is { Length: > TextMax } || HasNul(q))
        {
            AddError("q", $"A search has at most {TextMax} characters.");
        }

        if (priceMin?.Value is < 0 or >= PriceBound)
        {
            AddError("priceMin", "This is no price.");
        }

        if (priceMax?.Value is < 0 or >= PriceBound)
        {
            AddError("priceMax", "This is no price.");
        }

        var order = OrderOf(sort, hasText: !string.IsNullOrWhiteSpace(q));
        if (order is null)
        {
            AddError("sort", "Products are sorted by relevance, newest, price, -price, name or -name.");
        }

        var comparesPrices = priceMin is not null || priceMax is not null || order is { ComparesPrices: true };
        var products = ProductFilter.Read(category, currency, shop.Value.Currency, comparesPrices, AddError);

        if (errors.Count > 0)
        {
            return Problems.Invalid(errors);
        }

        if (order!.Read(request, out var page) is { } problem)
        {
            return problem;
        }

        var filter = new Filter(SearchText.Read(q), products, priceMin?.Value, priceMax?.Value);
        return (IResult?)await cache.GetAsync(
            $"search {order.Name} {page.Limit} {request.Cursor} {filter.PriceMin} {filter.PriceMax} {products.Currency} {category}\n{filter.Text?.All}",
            token => LoadAsync(filter, order, page, database, token),
            cancellationToken) ?? Problems.Invalid("category", ProductFilter.UnknownCategory);
    }

    // Without words all products are equally relevant.
    static ProductSort? OrderOf(string? sort, bool hasText) =>
        sort is null or "" or "relevance" ? hasText ? ProductSort.Relevance : ProductSort.Newest : ProductSort.Find(sort);

    static bool HasNul(string? text) => text?.Contains('\0', StringComparison.Ordinal) is true;

    /// <returns>Null if there is no such category.</returns>
    static async Task<PublicAnswer?> LoadAsync(
        Filter filter, ProductSort order, Page<ProductKey> page, Database database, CancellationToken cancellationToken)
    {
        var hasText = filter.Text is not null;
        var rows = await database.QueryAsync<ProductRow>(
            $"""
            with {(hasText ? $"query as (select {Words(filter.Text!)} as words)," : "")}
            found as materialized (
                select p.id, p.name, p.price, {(hasText ? Rank : "0::real")} as rank
                from products p {(hasText ? "cross join query" : "")}
                where p.active
                  {(hasText ? "and p.search @@ query.words" : "")}
                  {filter.Products.Sql}
                  {(filter.PriceMin is null ? "" : "and p.price >= @priceMin")}
                  {(filter.PriceMax is null ? "" : "and p.price <= @priceMax")}
            ),
            page as (
                select p.id, p.rank, row_number() over (order by {order.OrderBy}) as n, (select count(*) from found) as total
                from found p
                {(page.After is null ? "" : $"where {order.After}")}
                order by n
                limit @Take
            )
            select {ProductRow.Columns}
            from page
                join products p on p.id = page.id
                {ProductRow.JoinVariants}
            order by page.n
            """,
            new
            {
                all = filter.Text?.All,
                head = filter.Text?.Head,
                prefix = filter.Text?.Prefix,
                category = filter.Products.Category,
                currency = filter.Products.Currency,
                priceMin = filter.PriceMin,
                priceMax = filter.PriceMax,
                afterKey = page.After?.Value,
                afterId = page.After?.Id,
                page.Take,
            },
            cancellationToken);
        if (rows.Count == 0 && await filter.Products.IsOfUnknownCategoryAsync(database, cancellationToken))
        {
            return null;
        }

        var (products, nextCursor) = page.Cut(rows, order.KeyOf);
        return CatalogCache.List(
            new SearchProductsResponse([.. products.Select(r => r.ToResponse())], nextCursor, rows.Count > 0 ? rows[0].Total : 0, filter.Products.Currency),
            CatalogJson.Default.SearchProductsResponse,
            products.Select(r => r.Id));
    }

    static string Words(SearchText text) => text.Prefix is null
        ? "websearch_to_tsquery('english', @all)"
        : "websearch_to_tsquery('english', @all) || (websearch_to_tsquery('english', @head) && to_tsquery('simple', @prefix || ':*'))";
}
