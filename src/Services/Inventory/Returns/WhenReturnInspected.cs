using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Inventory;

/// <summary>Puts units that a customer sent back into stock again, in the warehouses that sent them.</summary>
internal sealed class WhenReturnInspected(StockPublisher publisher) : IEventHandler<ReturnInspected>
{
    /// <summary>Units of an order that a warehouse has sent, without those that came back.</summary>
    sealed record Sent(string Sku, string WarehouseId, int Quantity);

    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ReturnInspected>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await StockStore.LockAsync(work, events.SelectMany(e => e.Event.Units).Select(u => u.Sku), cancellationToken);
        var movements = new List<Movement>();
        foreach (var inspected in events.Select(e => e.Event).Where(e => e.Units.Count > 0))
        {
            // The ledger of the return before this one in the batch is written already.
            var back = Distribute(inspected, await ReadSentAsync(work, inspected.OrderId, cancellationToken));
            await StockStore.RecordAsync(work, back, cancellationToken);
            movements.AddRange(back);
        }

        await StockStore.ChangeAsync(work, movements.Select(m => new StockChange(m.Sku, m.WarehouseId, m.Quantity, 0)), cancellationToken);
        work.AfterCommit(() => publisher.Changed(movements.Select(m => m.Sku)));
        return [];
    }

    // Where an order left is what its reservations say, and what came back is what the ledger says.
    static Task<IReadOnlyList<Sent>> ReadSentAsync(UnitOfWork work, Guid orderId, CancellationToken cancellationToken) => work.QueryAsync<Sent>(
        """
        select r.sku, r.warehouse_id, r.quantity - coalesce(sum(m.quantity), 0)::int as quantity
        from reservations r
        left join movements m on m.order_id = r.order_id and m.sku = r.sku and m.warehouse_id = r.warehouse_id and m.reason = 'return'
        where r.order_id = @orderId and r.status = 'committed'
        group by r.sku, r.warehouse_id, r.quantity
        order by r.sku, r.warehouse_id
        """,
        new { orderId },
        cancellationToken);

    static List<Movement> Distribute(ReturnInspected inspected, IReadOnlyList<Sent> sent)
    {
        var movements = new List<Movement>();
        foreach (var units in inspected.Units)
        {
            var left = units.Quantity;
            foreach (var part in sent.Where(s => s.Sku == units.Sku && s.Quantity > 0))
            {
                var taken = Math.Min(left, part.Quantity);
                if (taken > 0)
                {
                    movements.Add(new(part.Sku, part.WarehouseId, taken, "return", inspected.OrderId));
                    left -= taken;
                }
            }

            // The event of the shipment may be behind this one, or units come back that nobody has sent.
            if (left > 0)
            {
                throw new InvalidOperationException($"Order {inspected.OrderId} has not sent {left} of the units of {units.Sku} that are said to be back.");
            }
        }

        return movements;
    }
}
