using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Catalog;

/// <summary>
/// Stores the available units of SKUs, and publishes which products changed. The newest event of inventory counts, in whatever order events arrive. It keeps
/// the units of SKUs that no product has: a product may get the SKU later, and inventory publishes a SKU only when its stock changes. Bundles get their units in the same
/// transaction as their parts.
/// </summary>
internal sealed class WhenStockChanged(CatalogCache cache) : IEventHandler<StockChanged>
{
    sealed record ProductStock(Guid ProductId, int Available, bool HasParts);

    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<StockChanged>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        // The last change of a SKU counts. Sorted by SKU, so that concurrent batches do not deadlock.
        var last = events.GroupBy(e => e.Event.Sku).Select(g => g.MaxBy(e => e.Envelope.Time)!).OrderBy(e => e.Event.Sku, StringComparer.Ordinal).ToList();
        var changed = await work.QueryAsync<Guid>(
            """
            with before as (
                select sku, revision from stock where sku = any(@skus)
            ), told as (
                insert into stock (sku, available, told_at)
                select i.sku, i.available, i.told_at
                from unnest(@skus, @available, @times) with ordinality as i (sku, available, told_at, n)
                order by i.n
                on conflict (sku) do update
                set available = excluded.available, told_at = excluded.told_at,
                    revision = stock.revision + (stock.available <> excluded.available)::int
                where stock.told_at <= excluded.told_at
                returning sku, revision
            )
            select distinct v.product_id
            from told left join before using (sku) join variants v on v.sku = told.sku
            where told.revision is distinct from before.revision
            """,
            new
            {
                skus = last.Select(e => e.Event.Sku).ToArray(),
                available = last.Select(e => e.Event.Available).ToArray(),
                times = last.Select(e => e.Envelope.Time.UtcDateTime).ToArray(),
            },
            cancellationToken);
        if (changed.Count == 0)
        {
            return [];
        }

        var totals = await TotalsAsync(work, changed, cancellationToken);
        var bundles = await WriteBundlesAsync(work, [.. totals.Where(t => t.HasParts).Select(t => t.ProductId)], cancellationToken);
        if (bundles.Count > 0)
        {
            totals = [.. await TotalsAsync(work, bundles, cancellationToken), .. totals.Where(t => !bundles.Contains(t.ProductId))];
        }

        work.AfterCommit(() => cache.AvailabilityChanged(totals.Select(t => t.ProductId)));
        return [.. totals.Select(t => new ProductAvailabilityChanged(t.ProductId, t.Available))];
    }

    // Looks for bundles in a statement after the units are stored: a bundle that was added meanwhile has locked the units of its parts until it was there.
    static Task<IReadOnlyList<ProductStock>> TotalsAsync(UnitOfWork work, IReadOnlyList<Guid> products, CancellationToken cancellationToken) => work.QueryAsync<ProductStock>(
        """
        select v.product_id, coalesce(sum(s.available), 0)::int as available, bool_or(exists (select from bundle_parts b where b.sku = v.sku)) as has_parts
        from variants v left join stock s on s.sku = v.sku
        where v.product_id = any (@products)
        group by v.product_id
        """,
        new { products },
        cancellationToken);

    static async Task<IReadOnlyList<Guid>> WriteBundlesAsync(UnitOfWork work, Guid[] products, CancellationToken cancellationToken)
    {
        if (products.Length == 0)
        {
            return [];
        }

        var bundles = await work.QueryAsync<string>(
            """
            select distinct bundle.sku
            from variants part join bundle_parts b on b.sku = part.sku join variants bundle on bundle.id = b.variant_id
            where part.product_id = any (@products)
            """,
            new { products },
            cancellationToken);
        return await BundleStock.WriteAsync(work, [.. bundles], cancellationToken);
    }
}
