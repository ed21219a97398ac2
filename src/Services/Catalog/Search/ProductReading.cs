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
    public Task<IReadOnlyList<ProductResponse>> ListAsync(IReadOnlyList<SearchHit> hits, CancellationToken cancellationToken) =>
        ListAsync([.. hits.Select(h => h.Id)], cancellationToken);

    /// <summary>Active products, in the order of their ids here, each once.</summary>
    public async Task<IReadOnlyList<ProductResponse>> ListAsync(IReadOnlyCollection<Guid> ids, CancellationToken cancellationToken)
    {
        Guid[] distinct = [.. ids.Distinct()];
        var byId = (await cache.GetProductsAsync(distinct, ReadAsync, cancellationToken)).ToDictionary(p => p.Id);
        return [.. distinct.Select(id => byId.GetValueOrDefault(id)).OfType<ProductResponse>().Where(p => p.Active)];
    }

    async Task<IReadOnlyList<ProductResponse>> ReadAsync(IReadOnlyList<Guid> ids, CancellationToken cancellationToken) =>
        [.. (await database.QueryAsync<ProductRow>(ProductRow.ByIds, new { ids = ids.ToArray() }, cancellationToken)).Select(r => r.ToResponse())];
}
