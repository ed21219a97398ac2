using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Shipping;

/// <summary>Orders refuses to let a shipment leave: it waits again, with the reason.</summary>
internal sealed class WhenDispatchRefused(Carriers carriers, TimeProvider time) : IEventHandler<OrderDispatchRefused>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderDispatchRefused>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        ShipmentStore.DecideAsync(
            work, events.Select(e => (e.Event.OrderId, e.Event)), carriers,
            (shipments, refused) => shipments.Refuse(refused.ShipmentId, refused.Reason, time.GetUtcNow()), cancellationToken);
}
