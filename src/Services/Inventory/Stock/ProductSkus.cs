using Cartwright.Platform.Data;

namespace Cartwright.Inventory;

internal sealed record CatalogSku(string Sku, Guid ProductId);

internal sealed record CatalogSkus(IReadOnlyList<CatalogSku> Items);

/// <summary>The SKUs of a product: from the catalog's events, or from the catalog itself while its event is on the way.</summary>
internal sealed class ProductSkus(Database database, IHttpClientFactory clients, TimeProvider time)
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

    Task<IReadOnlyList<string>> KnownAsync(Guid productId, CancellationToken cancellationToken) =>
        database.QueryAsync<string>("select sku from stock_items where product_id = @productId order by sku", new { productId }, cancellationToken);
}
