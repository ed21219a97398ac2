using Cartwright.Platform.Data;

namespace Cartwright.Inventory;

/// <summary>Reads and changes stock, set by set. Rows are always locked in the order of SKU and warehouse, so that two transactions never wait for each other.</summary>
internal static class StockStore
{
    public static Task<IReadOnlyList<StockRow>> LockAsync(UnitOfWork work, IEnumerable<string> skus, CancellationToken cancellationToken) =>
        work.QueryAsync<StockRow>(
            "select sku, warehouse_id, on_hand, reserved from stock where sku = any(@skus) order by sku, warehouse_id for update",
            new { skus = skus.Distinct().ToArray() },
            cancellationToken);

    /// <summary>Adds differences to rows that are locked.</summary>
    public static async Task ChangeAsync(UnitOfWork work, IEnumerable<StockChange> changes, CancellationToken cancellationToken)
    {
        var sums = changes
            .GroupBy(c => (c.Sku, c.WarehouseId))
            .Select(g => new StockChange(g.Key.Sku, g.Key.WarehouseId, g.Sum(c => c.OnHand), g.Sum(c => c.Reserved)))
            .ToList();
        if (sums.Count > 0)
        {
            await work.ExecuteAsync(
                """
                update stock s set on_hand = s.on_hand + c.on_hand, reserved = s.reserved + c.reserved
                from unnest(@skus, @warehouses, @onHand, @reserved) as c (sku, warehouse_id, on_hand, reserved)
                where s.sku = c.sku and s.warehouse_id = c.warehouse_id
                """,
                new
                {
                    skus = sums.Select(c => c.Sku).ToArray(),
                    warehouses = sums.Select(c => c.WarehouseId).ToArray(),
                    onHand = sums.Select(c => c.OnHand).ToArray(),
                    reserved = sums.Select(c => c.Reserved).ToArray(),
                },
                cancellationToken);
        }
    }

    /// <summary>Writes the ledger.</summary>
    public static async Task RecordAsync(UnitOfWork work, IReadOnlyCollection<Movement> movements, CancellationToken cancellationToken)
    {
        if (movements.Count > 0)
        {
            await work.ExecuteAsync(
                """
                insert into movements (sku, warehouse_id, quantity, reason, order_id)
                select * from unnest(@skus, @warehouses, @quantities, @reasons, @orders::uuid[])
                """,
                new
                {
                    skus = movements.Select(m => m.Sku).ToArray(),
                    warehouses = movements.Select(m => m.WarehouseId).ToArray(),
                    quantities = movements.Select(m => m.Quantity).ToArray(),
                    reasons = movements.Select(m => m.Reason).ToArray(),
                    orders = movements.Select(m => m.OrderId).ToArray(),
                },
                cancellationToken);
        }
    }
}
