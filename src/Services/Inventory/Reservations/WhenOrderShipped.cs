using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Inventory;

/// <summary>Takes the units that were reserved for a shipped order out of stock.</summary>
internal sealed class WhenOrderShipped : IEventHandler<OrderShipped>, IEventHandler<OrderUpdated>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderShipped>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        CommitAsync([.. events.Select(e => e.Event.OrderId)], work, cancellationToken);

    // Logs of earlier versions hold the superseded event.
    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderUpdated>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        CommitAsync([.. events.Where(e => e.Event.Status == OrderStatus.Shipped).Select(e => e.Event.OrderId)], work, cancellationToken);

    static async Task<IReadOnlyList<IEvent>> CommitAsync(Guid[] orderIds, UnitOfWork work, CancellationToken cancellationToken)
    {
        await Reservations.EndAsync(work, orderIds, Reservations.Committed, cancellationToken);
        return [];
    }
}
