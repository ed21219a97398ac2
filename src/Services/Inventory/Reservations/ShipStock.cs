using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Inventory;

/// <summary>An order left: what was set aside for it is not on hand any more.</summary>
internal sealed class ShipStock : IEventHandler<OrderUpdated>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderUpdated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var shipped = events.Where(e => e.Event.Status == "shipped").Select(e => e.Event.OrderId).ToArray();
        await Reservations.EndAsync(work, shipped, Reservations.Committed, cancellationToken);
        return [];
    }
}
