using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Inventory;

/// <summary>
/// Reserves all units of an order, or rejects it with what is missing. A bundle takes the units of its parts. One lock covers the check and the reservation.
/// An order that was cancelled before its event was handled gets nothing.
/// </summary>
internal sealed class WhenOrderCreated(StockPublisher publisher) : IEventHandler<OrderCreated>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderCreated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var cancelled = await CancelledOrders.FindAsync(work, [.. events.Select(e => e.Event.OrderId)], cancellationToken);
        var orders = events.Select(e => e.Event).Where(o => !cancelled.Contains(o.OrderId)).ToList();
        if (orders.Count == 0)
        {
            return [];
        }

        var demands = orders.ConvertAll(o => (o.OrderId, Demands: o.Lines.SelectMany(Demand.Of)));
        var skus = demands.SelectMany(d => d.Demands.Select(demand => demand.Sku)).Distinct().ToList();
        var stock = await StockStore.LockAsync(work, skus, cancellationToken);
        var result = Allocation.Decide(demands, stock.Select(s => new Free(s.Sku, s.WarehouseId, s.OnHand - s.Reserved)));

        await ReserveAsync(work, result.Allocated, cancellationToken);
        work.AfterCommit(() => publisher.Changed(result.Allocated.Select(a => a.Sku)));

        var units = result.Allocated.ToLookup(a => a.OrderId, a => new ReservedUnits(a.Sku, a.WarehouseId, a.Quantity));
        return [.. orders.Select(IEvent (order) => result.Rejected.TryGetValue(order.OrderId, out var shortages)
            ? new InventoryRejected(order.OrderId, shortages)
            : new InventoryReserved(order.OrderId, [.. units[order.OrderId]]))];
    }

    static async Task ReserveAsync(UnitOfWork work, IReadOnlyList<Allocated> allocated, CancellationToken cancellationToken)
    {
        if (allocated.Count > 0)
        {
            await work.ExecuteAsync(
                """
                with taken as (
                    insert into reservations (order_id, sku, warehouse_id, quantity, status)
                    select order_id, sku, warehouse_id, quantity, 'open'
                    from unnest(@orders, @skus, @warehouses, @quantities) as r (order_id, sku, warehouse_id, quantity)
                    returning sku, warehouse_id, quantity
                ), sums as (
                    select sku, warehouse_id, sum(quantity) as quantity from taken group by sku, warehouse_id
                )
                update stock s set reserved = s.reserved + sums.quantity
                from sums where s.sku = sums.sku and s.warehouse_id = sums.warehouse_id
                """,
                new
                {
                    orders = allocated.Select(a => a.OrderId).ToArray(),
                    skus = allocated.Select(a => a.Sku).ToArray(),
                    warehouses = allocated.Select(a => a.WarehouseId).ToArray(),
                    quantities = allocated.Select(a => a.Quantity).ToArray(),
                },
                cancellationToken);
        }
    }
}
