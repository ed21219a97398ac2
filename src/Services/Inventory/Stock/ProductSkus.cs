using System.Text.RegularExpressions;
using Cartwright.Platform.Data;

namespace Cartwright.Inventory;

internal sealed record CatalogSku(string Sku, Guid ProductId);

internal sealed record CatalogSkus(IReadOnlyList<CatalogSku> Items);

/// <summary>The SKUs of a product: from the catalog's events, or from the catalog itself while its event is on the way.</summary>
internal sealed partial class ProductSkus(Database database, IHttpClientFactory clients, TimeProvider time)
{
    /// <summary>The SKUs of a product; empty when there is no such product.</summary>
    public async Task<IReadOnlyList<string>> OfAsync(Guid productId, CancellationToken cancellationToken)
    {
        var known = await KnownAsync(productId, cancellationToken);
        if (known.Count > 0)
        {
            return known;
        }

        // The answer is no older than this; events of later changes are newer.
        var askedAt = time.GetUtcNow();
        using var client = clients.CreateClient("catalog");
        var answer = await client.GetFromJsonAsync(
            new Uri($"/internal/products/skus?productId={productId}", UriKind.Relative), InventoryJson.Default.CatalogSkus, cancellationToken);
        if (answer!.Items.Count == 0)
        {
            return [];
        }

        await using var work = await database.BeginAsync(cancellationToken);
        await StockItems.UpsertAsync(work, answer.Items.Select(i => (i.Sku, i.ProductId, askedAt)), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return await KnownAsync(productId, cancellationToken);
    }

    /// <summary>Those of some SKUs that do not exist: inventory has received no event about them, and the catalog does not know them either.</summary>
    /// <param name="skus">At most 200.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    public async Task<IReadOnlyList<string>> UnknownAsync(IReadOnlyList<string> skus, CancellationToken cancellationToken)
    {
        var possible = skus.Where(sku => Sku().IsMatch(sku)).ToList();
        if (possible.Count == 0)
        {
            return skus;
        }

        using var client = clients.CreateClient("catalog");
        var answer = await client.GetFromJsonAsync(
            new Uri($"/api/products/skus?{string.Join('&', possible.Select(sku => $"sku={sku}"))}", UriKind.Relative),
            InventoryJson.Default.CatalogSkus, cancellationToken);
        return [.. skus.Except(answer!.Items.Select(i => i.Sku))];
    }

    // The form of a SKU in the catalog. No character of it needs an escape in a URL.
    [GeneratedRegex("^[A-Za-z0-9._-]{1,64}$", RegexOptions.CultureInvariant)]
    private static partial Regex Sku();

    Task<IReadOnlyList<string>> KnownAsync(Guid productId, CancellationToken cancellationToken) =>
        database.QueryAsync<string>("select sku from stock_items where product_id = @productId order by sku", new { productId }, cancellationToken);
}
