using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Catalog;

/// <summary>
/// Stores the available units of SKUs, and publishes which products changed. They are kept for SKUs that no product has: one may have the SKU again later,
/// and inventory tells of a SKU only when its stock changes.
/// </summary>
internal sealed class WhenStockChanged(CatalogCache cache) : IEventHandler<StockChanged>
{
    sealed record ProductStock(Guid ProductId, int Available);

    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<StockChanged>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        // The last change of a SKU counts. Sorted by SKU, so that concurrent batches do not deadlock.
        var last = events.Select(e => e.Event).GroupBy(e => e.Sku).Select(g => g.Last()).OrderBy(e => e.Sku, StringComparer.Ordinal).ToList();
        var changed = await work.QueryAsync<Guid>(
            """
            with changed as (
                insert into stock (sku, available)
                select i.sku, i.available
                from unnest(@skus, @available) with ordinality as i (sku, available, n)
                order by i.n
                on conflict (sku) do update
                set available = excluded.available, revision = stock.revision + 1
                where stock.available <> excluded.available
                returning sku
            )
            select distinct v.product_id from changed c join variants v on v.sku = c.sku
            """,
            new
            {
                skus = last.Select(e => e.Sku).ToArray(),
                available = last.Select(e => e.Available).ToArray(),
            },
            cancellationToken);
        if (changed.Count == 0)
        {
            return [];
        }

        var totals = await work.QueryAsync<ProductStock>(
            """
            select v.product_id, coalesce(sum(s.available), 0)::int as available
            from variants v left join stock s on s.sku = v.sku
            where v.product_id = any (@changed)
            group by v.product_id
            """,
            new { changed },
            cancellationToken);
        work.AfterCommit(() => cache.AvailabilityChanged(changed));
        return [.. totals.Select(t => new ProductAvailabilityChanged(t.ProductId, t.Available))];
    }
}
