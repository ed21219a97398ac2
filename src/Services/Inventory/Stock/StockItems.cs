using Cartwright.Platform.Data;

namespace Cartwright.Inventory;

/// <summary>
/// The SKUs that can be stocked, and the product of each: a projection of the catalog. The newest event of the catalog counts, in whatever order events arrive.
/// </summary>
internal static class StockItems
{
    /// <summary>Writes SKUs in one statement, each as the catalog described it at a time. Of several entries of a SKU the newest counts.</summary>
    public static Task UpsertAsync(UnitOfWork work, IEnumerable<(string Sku, Guid ProductId, bool IsBundle, DateTimeOffset ToldAt)> items, CancellationToken cancellationToken)
    {
        // A statement must not touch a row twice. Sorted, so that two statements wait for each other instead of deadlocking.
        var latest = items.GroupBy(i => i.Sku).Select(g => g.MaxBy(i => i.ToldAt)).OrderBy(i => i.Sku, StringComparer.Ordinal).ToList();
        return work.ExecuteAsync(
            """
            insert into stock_items (sku, product_id, is_bundle, told_at) select * from unnest(@skus, @products, @bundles, @times)
            on conflict (sku) do update set product_id = excluded.product_id, is_bundle = excluded.is_bundle, told_at = excluded.told_at
            where stock_items.told_at < excluded.told_at
            """,
            new
            {
                skus = latest.Select(i => i.Sku).ToArray(),
                products = latest.Select(i => i.ProductId).ToArray(),
                bundles = latest.Select(i => i.IsBundle).ToArray(),
                times = latest.Select(i => i.ToldAt.UtcDateTime).ToArray(),
            },
            cancellationToken);
    }
}
