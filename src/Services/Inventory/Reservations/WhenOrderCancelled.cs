using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Inventory;

/// <summary>Releases the units that were reserved for a cancelled order. Where nothing was reserved, nothing will be.</summary>
internal sealed class WhenOrderCancelled(StockPublisher publisher) : IEventHandler<OrderCancelled>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderCancelled>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        Guid[] orders = [.. events.Select(e => e.Event.OrderId)];
        await CancelledOrders.AddAsync(work, orders, cancellationToken);
        var released = await Reservations.EndAsync(work, orders, Reservations.Released, cancellationToken);
        work.AfterCommit(() => publisher.Changed(released.Select(u => u.Sku)));
        return [];
    }
}
