using Cartwright.Platform.Data;

namespace Cartwright.Inventory;

/// <summary>The SKUs that can be stocked, and the product of each: a projection of the catalog.</summary>
internal static class StockItems
{
    /// <summary>Writes SKUs, in one statement; of several entries of a SKU the last one counts.</summary>
    public static Task UpsertAsync(UnitOfWork work, IEnumerable<(string Sku, Guid ProductId)> items, CancellationToken cancellationToken)
    {
        // A statement must not touch a row twice. Sorted, so that two statements wait for each other instead of deadlocking.
        var latest = items.GroupBy(i => i.Sku).Select(g => g.Last()).OrderBy(i => i.Sku, StringComparer.Ordinal).ToList();
        return work.ExecuteAsync(
            """
            insert into stock_items (sku, product_id) select * from unnest(@skus, @products)
            on conflict (sku) do update set product_id = excluded.product_id where stock_items.product_id <> excluded.product_id
            """,
            new { skus = latest.Select(i => i.Sku).ToArray(), products = latest.Select(i => i.ProductId).ToArray() },
            cancellationToken);
    }
}
