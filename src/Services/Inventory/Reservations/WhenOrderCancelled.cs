using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Inventory;

/// <summary>Releases the units that were reserved for a cancelled order.</summary>
internal sealed class WhenOrderCancelled(StockPublisher publisher) : IEventHandler<OrderCancelled>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderCancelled>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var released = await Reservations.EndAsync(work, [.. events.Select(e => e.Event.OrderId)], Reservations.Released, cancellationToken);
        work.AfterCommit(() => publisher.Changed(released.Select(u => u.Sku)));
        return [];
    }
}
