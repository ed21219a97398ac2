using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Shipping;

/// <summary>A person marked the order as delivered: all its shipments have arrived.</summary>
internal sealed class WhenOrderDelivered(Carriers carriers, TimeProvider time) : IEventHandler<OrderDelivered>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderDelivered>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        ShipmentStore.DecideAsync(
            work, events.Select(e => (e.Event.OrderId, e.Event)), carriers, (shipments, _) => shipments.Deliver(null, time.GetUtcNow()), cancellationToken);
}
