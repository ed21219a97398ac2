using Microsoft.AspNetCore.WebUtilities;

namespace Cartwright.Storefront.Api;

/// <summary>The catalog, as the shop sees it. It is public, so requests name nobody.</summary>
internal sealed class CatalogApi(IHttpClientFactory clients) : ApiClient("catalog", clients, visitor: null)
{
    public Task<Product?> ProductAsync(Guid id, CancellationToken cancellationToken) =>
        GetAsync($"/api/products/{id}", ApiJson.Default.Product, cancellationToken);

    /// <summary>The product that has a slug, or had it.</summary>
    public Task<Product?> ProductAsync(string slug, CancellationToken cancellationToken) =>
        GetAsync($"/api/products/by-slug/{Uri.EscapeDataString(slug)}", ApiJson.Default.Product, cancellationToken);

    /// <summary>Several products in this order; those that are not on sale are left out.</summary>
    public async Task<IReadOnlyList<Product>> CardsAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken) => ids.Count == 0
        ? []
        : (await GetAsync(Address("/internal/products/cards", [.. ids.Select(id => ("id", (string?)$"{id}"))]), ApiJson.Default.ProductPage, cancellationToken))?.Items ?? [];

    /// <summary>The addresses of products with greater ids, in the order of ids.</summary>
    public async Task<IReadOnlyList<ProductAddress>> AddressesAsync(Guid after, CancellationToken cancellationToken) =>
        (await GetAsync($"/internal/products/addresses?after={after}", ApiJson.Default.ProductAddressPage, cancellationToken))?.Items ?? [];

    /// <summary>Products of a category and those below it, or of the whole shop; null when the cursor or category is unknown.</summary>
    public Task<ProductPage?> ProductsAsync(string? category, string? sort, string? cursor, int limit, CancellationToken cancellationToken) =>
        GetAsync(Address("/api/products", ("category", category), ("sort", sort), ("cursor", cursor), ("limit", $"{limit}")), ApiJson.Default.ProductPage, cancellationToken);

    public Task<SearchPageAnswer?> SearchAsync(ProductQuery query, int limit, CancellationToken cancellationToken) =>
        GetAsync(
            Address(
                "/api/products/search",
                [
                    ("q", query.Text),
                    ("category", query.Category),
                    ("priceMin", query.PriceMin?.ToString()),
                    ("priceMax", query.PriceMax?.ToString()),
                    ("inStock", query.InStock ? "true" : null),
                    ("sort", query.Sort),
                    ("cursor", query.Cursor),
                    ("limit", $"{limit}"),
                    .. query.Brands.Select(brand => ("brand", (string?)brand)),
                    .. query.Attributes.SelectMany(attribute => attribute.Value.Select(value => ($"attributes.{attribute.Key}", (string?)value))),
                ]),
            ApiJson.Default.SearchPageAnswer,
            cancellationToken);

    /// <summary>All categories in the order of the tree.</summary>
    public Task<CategoryList?> CategoriesAsync(CancellationToken cancellationToken) =>
        GetAsync("/api/products/categories", ApiJson.Default.CategoryList, cancellationToken);

    /// <summary>The category that has a slug, or had it.</summary>
    public Task<Category?> CategoryAsync(string slug, CancellationToken cancellationToken) =>
        GetAsync($"/api/products/categories/{Uri.EscapeDataString(slug)}", ApiJson.Default.Category, cancellationToken);

    /// <summary>The answer to a request for a picture, to be passed on and disposed of by the caller.</summary>
    public Task<HttpResponseMessage> ImageAsync(string file, CancellationToken cancellationToken) =>
        ExchangeAsync(new HttpRequestMessage(HttpMethod.Get, $"/api/products/images/{Uri.EscapeDataString(file)}"), cancellationToken);

    static string Address(string path, params (string Name, string? Value)[] query) =>
        QueryHelpers.AddQueryString(path, query.Where(x => !string.IsNullOrEmpty(x.Value)).Select(x => KeyValuePair.Create(x.Name, x.Value)));
}
