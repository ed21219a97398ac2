using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>An order has arrived when its last shipment has.</summary>
internal sealed class WhenShipmentDelivered(TimeProvider time) : IEventHandler<ShipmentDelivered>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ShipmentDelivered>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        OrderStore.DecideAsync(
            work, events.Where(e => e.Event.Remaining == 0).Select(e => (e.Event.OrderId, e.Event)), (order, _) => order.Deliver(time.GetUtcNow()), cancellationToken);
}
