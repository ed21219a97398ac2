using Cartwright.Platform.Data;

namespace Cartwright.Inventory;

/// <summary>Ends the open reservations of orders. Orders without one are skipped, so that ending twice changes nothing.</summary>
internal static class Reservations
{
    public const string Released = "released";
    public const string Committed = "committed";

    /// <summary>Ends reservations.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="orderIds">The orders.</param>
    /// <param name="status"><see cref="Released"/> releases the units, <see cref="Committed"/> takes them out of stock.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The units concerned.</returns>
    public static Task<IReadOnlyList<Allocated>> EndAsync(UnitOfWork work, Guid[] orderIds, string status, CancellationToken cancellationToken) =>
        EndAsync(work, [.. orderIds.Select(order => (order, (string?)null))], status, cancellationToken);

    /// <summary>Ends the reservations of orders in one warehouse each, or in all.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="ended">The orders, each with the warehouse; null stands for all of them.</param>
    /// <param name="status"><see cref="Released"/> releases the units, <see cref="Committed"/> takes them out of stock.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>The units concerned.</returns>
    public static async Task<IReadOnlyList<Allocated>> EndAsync(
        UnitOfWork work, IReadOnlyCollection<(Guid OrderId, string? WarehouseId)> ended, string status, CancellationToken cancellationToken)
    {
        Guid[] orderIds = [.. ended.Select(e => e.OrderId)];
        string?[] warehouses = [.. ended.Select(e => e.WarehouseId)];
        var skus = await work.QueryAsync<string>(
            "select distinct sku from reservations where order_id = any(@orderIds) and status = 'open'", new { orderIds }, cancellationToken);
        if (skus.Count == 0)
        {
            return [];
        }

        await StockStore.LockAsync(work, skus, cancellationToken);
        var units = await work.QueryAsync<Allocated>(
            """
            update reservations set status = @status
            where order_id = any(@orderIds) and status = 'open'
              and exists (
                  select from unnest(@orderIds, @warehouses::text[]) as e (order_id, warehouse_id)
                  where e.order_id = reservations.order_id and (e.warehouse_id is null or e.warehouse_id = reservations.warehouse_id))
            returning order_id, sku, warehouse_id, quantity
            """,
            new { orderIds, warehouses, status },
            cancellationToken);
        var leaves = status == Committed;
        await StockStore.ChangeAsync(
            work, units.Select(a => new StockChange(a.Sku, a.WarehouseId, leaves ? -a.Quantity : 0, -a.Quantity)), cancellationToken);
        if (leaves)
        {
            await StockStore.RecordAsync(
                work, [.. units.Select(a => new Movement(a.Sku, a.WarehouseId, -a.Quantity, "shipment", a.OrderId))], cancellationToken);
        }

        return units;
    }
}
