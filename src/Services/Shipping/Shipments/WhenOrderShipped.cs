using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Shipping;

/// <summary>Orders lets a shipment leave. When a person marked the order as shipped, all its shipments have left.</summary>
internal sealed class WhenOrderShipped(Carriers carriers, TimeProvider time) : IEventHandler<OrderPartiallyShipped>, IEventHandler<OrderShipped>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderPartiallyShipped>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        DispatchAsync(work, events.Select(e => (e.Event.OrderId, (Guid?)e.Event.ShipmentId)), cancellationToken);

    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderShipped>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        // Where shipping asked, it has shipments.
        await ShipmentStore.EndAsync(work, [.. events.Where(e => e.Event.ShipmentId is null).Select(e => e.Event.OrderId)], cancellationToken);
        return await DispatchAsync(work, events.Select(e => (e.Event.OrderId, e.Event.ShipmentId)), cancellationToken);
    }

    Task<IReadOnlyList<IEvent>> DispatchAsync(UnitOfWork work, IEnumerable<(Guid OrderId, Guid? ShipmentId)> left, CancellationToken cancellationToken) =>
        ShipmentStore.DecideAsync(work, left, carriers, (shipments, id) => shipments.Dispatch(id, time.GetUtcNow()), cancellationToken);
}
