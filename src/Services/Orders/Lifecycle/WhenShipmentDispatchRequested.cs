using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Decides whether a shipment may leave: the order may have been cancelled at the same moment.</summary>
internal sealed class WhenShipmentDispatchRequested(TimeProvider time) : IEventHandler<ShipmentDispatchRequested>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ShipmentDispatchRequested>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        OrderStore.DecideAsync(
            work, events.Select(e => (e.Event.OrderId, e.Event)), (order, asked) => order.ShipPart(asked.ShipmentId, asked.Remaining, time.GetUtcNow()),
            cancellationToken);
}
