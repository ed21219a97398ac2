using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;

namespace Cartwright.Catalog;

/// <summary>A SKU as carts and orders need it.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="ProductId">The product.</param>
/// <param name="VariantId">The variant.</param>
/// <param name="Name">The name of the product.</param>
/// <param name="Options">The option values of the variant by name.</param>
/// <param name="Price">Price of one unit.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="WeightGrams">Weight of one unit in grams.</param>
/// <param name="Image">URL of the image that shows the variant, or of the product's main image, in the size for a list.</param>
/// <param name="Active">Whether it can be bought.</param>
/// <param name="Available">Units that can be ordered now.</param>
/// <param name="Parts">What one unit of a bundle consists of; null when it is no bundle.</param>
public sealed record SkuResponse(
    string Sku, Guid ProductId, Guid VariantId, string Name, IReadOnlyDictionary<string, string> Options, decimal Price, string Currency,
    int WeightGrams, string? Image, bool Active, int Available, IReadOnlyList<BundlePartResponse>? Parts);

/// <summary>The known SKUs of a request.</summary>
/// <param name="Items">One per SKU.</param>
/// <param name="Unknown">The SKUs of the request that do not exist.</param>
/// <param name="UnknownProducts">The products of the request that do not exist.</param>
public sealed record SkuListResponse(IReadOnlyList<SkuResponse> Items, IReadOnlyList<string> Unknown, IReadOnlyList<Guid> UnknownProducts);

/// <summary>
/// Lists variants by SKU, or all variants of products, and names the unknown ones. Inactive ones are unknown, except to other services.
/// </summary>
internal static class ListSkus
{
    const int KeysMax = 200;
    const int SkuLengthMax = 64;

    // A picture beside a line, on a screen with several pixels per unit.
    const int ImageWidth = 240;

    const string Select =
        $"""
        select v.sku, v.product_id, v.id as variant_id, p.name, v.options::text as options, v.price, p.currency, v.weight_grams,
               coalesce((select i from jsonb_array_elements(p.images) i where i ->> 'url' = v.image limit 1), p.images -> 0)::text as image,
               p.active and not (v.is_bundle and exists (
                   select from bundle_parts b join variants part on part.sku = b.sku join products whole on whole.id = part.product_id
                   where b.variant_id = v.id and not whole.active)) as active,
               coalesce(s.available, 0) as available, ({BundlePartResponse.Json})::text as parts
        from variants v
            join products p on p.id = v.product_id
            left join stock s on s.sku = v.sku
        """;

    sealed record Row(
        string Sku, Guid ProductId, Guid VariantId, string Name, string Options, decimal Price, string Currency, int WeightGrams, string? Image, bool Active,
        int Available, string? Parts)
    {
        public SkuResponse ToItem() => new(
            Sku, ProductId, VariantId, Name, JsonSerializer.Deserialize(Options, CatalogJson.Default.IReadOnlyDictionaryStringString)!, Price, Currency,
            WeightGrams, Image is null ? null : JsonSerializer.Deserialize(Image, CatalogJson.Default.ProductImage)!.UrlFor(ImageWidth), Active, Available,
            Parts is null ? null : JsonSerializer.Deserialize(Parts, CatalogJson.Default.IReadOnlyListBundlePartResponse));
    }

    /// <summary>Lists the variants on sale.</summary>
    public static Task<IResult> HandleAsync(string[]? sku, Guid[]? productId, CatalogCache cache, Database database, CancellationToken cancellationToken) =>
        ListAsync(sku, productId, item => item.Active, cache, database, cancellationToken);

    /// <summary>Lists active and inactive variants, for other services.</summary>
    public static Task<IResult> HandleAllAsync(string[]? sku, Guid[]? productId, CatalogCache cache, Database database, CancellationToken cancellationToken) =>
        ListAsync(sku, productId, _ => true, cache, database, cancellationToken);

    static async Task<IResult> ListAsync(
        string[]? sku, Guid[]? productId, Func<SkuResponse, bool> isShown, CatalogCache cache, Database database, CancellationToken cancellationToken)
    {
        if (sku?.Length > KeysMax || productId?.Length > KeysMax)
        {
            return Problems.Invalid(sku?.Length > KeysMax ? "sku" : "productId", $"At most {KeysMax} can be asked for at once.");
        }

        // A malformed SKU is as unknown as one that does not exist.
        var skus = (sku ?? []).Where(s => s.Length is > 0 and <= SkuLengthMax && !s.Contains('\0', StringComparison.Ordinal)).Distinct().ToList();
        var items = skus.Count == 0
            ? []
            : await cache.GetSkusAsync(skus, (missing, token) => BySkuAsync(missing, database, token), cancellationToken);
        if (productId is { Length: > 0 })
        {
            items = [.. items.Concat(await ByProductAsync(productId, database, cancellationToken)).DistinctBy(i => i.Sku)];
        }

        items = [.. items.Where(isShown)];
        var unknown = (sku ?? []).Except(items.Select(i => i.Sku)).ToList();
        var unknownProducts = (productId ?? []).Except(items.Select(i => i.ProductId)).ToList();
        return CatalogCache.List(
            new SkuListResponse(items, unknown, unknownProducts), CatalogJson.Default.SkuListResponse, items.Select(i => i.ProductId));
    }

    static async Task<IReadOnlyList<SkuResponse>> BySkuAsync(IReadOnlyList<string> skus, Database database, CancellationToken cancellationToken) =>
        [.. (await database.QueryAsync<Row>($"{Select} where v.sku = any (@skus)", new { skus }, cancellationToken)).Select(r => r.ToItem())];

    static async Task<IEnumerable<SkuResponse>> ByProductAsync(Guid[] ids, Database database, CancellationToken cancellationToken) =>
        (await database.QueryAsync<Row>($"{Select} where v.product_id = any (@ids) order by v.product_id, v.position", new { ids }, cancellationToken))
        .Select(r => r.ToItem());
}
