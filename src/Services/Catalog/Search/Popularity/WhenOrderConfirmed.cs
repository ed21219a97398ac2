using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Catalog;

/// <summary>Counts the units of confirmed orders for the order of searches. An event of an earlier version has no lines and counts nothing.</summary>
internal sealed class WhenOrderConfirmed(TimeProvider time) : IEventHandler<OrderConfirmed>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderConfirmed>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - CountedOrders.Life;
        await CountedOrders.ConfirmAsync(
            work,
            [
                .. from e in events.Where(e => e.Event.Lines is [_, ..] && e.Envelope.Time >= oldest).DistinctBy(e => e.Event.OrderId)
                   from product in e.Event.Lines!.GroupBy(line => line.ProductId)
                   select new OrderedUnits(e.Event.OrderId, e.Envelope.Time, product.Key, (int)Math.Min(product.Sum(line => (long)line.Quantity), int.MaxValue)),
            ],
            cancellationToken);
        return [];
    }
}
