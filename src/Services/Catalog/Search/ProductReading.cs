using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Microsoft.Extensions.Options;

namespace Cartwright.Catalog;

/// <summary>Reads the products that a search found, from memory or with one statement.</summary>
internal sealed class ProductReading(CatalogCache cache, Database database, IOptions<ShopSettings> shop)
{
    /// <summary>The currency of the shop, ISO 4217.</summary>
    public string Currency => shop.Value.Currency;

    /// <summary>The products of hits, in their order. One that was deactivated or deleted since is left out.</summary>
    public async Task<IReadOnlyList<ProductResponse>> ListAsync(IReadOnlyList<SearchHit> hits, CancellationToken cancellationToken)
    {
        var byId = (await cache.GetProductsAsync([.. hits.Select(h => h.Id)], ReadAsync, cancellationToken)).ToDictionary(p => p.Id);
        return [.. hits.Select(h => byId.GetValueOrDefault(h.Id)).OfType<ProductResponse>().Where(p => p.Active)];
    }

    async Task<IReadOnlyList<ProductResponse>> ReadAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        [.. (await database.QueryAsync<ProductRow>(ProductRow.ByIds, new { ids = ids.ToArray() }, cancellationToken)).Select(r => r.ToResponse())];
}
