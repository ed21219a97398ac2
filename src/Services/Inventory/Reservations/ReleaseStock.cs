using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Inventory;

/// <summary>An order was cancelled or ran out of time: its units can be had again.</summary>
internal sealed class ReleaseStock(StockPublisher publisher) : IEventHandler<OrderCancelled>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderCancelled>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var freed = await Reservations.EndAsync(work, [.. events.Select(e => e.Event.OrderId)], Reservations.Released, cancellationToken);
        work.AfterCommit(() => publisher.Changed(freed.Select(f => f.Sku)));
        return [];
    }
}
