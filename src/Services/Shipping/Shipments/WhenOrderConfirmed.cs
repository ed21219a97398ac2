using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Shipping;

/// <summary>Creates the shipments of a confirmed order.</summary>
internal sealed class WhenOrderConfirmed(TimeProvider time) : IEventHandler<OrderConfirmed>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderConfirmed>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var shipments = events.SelectMany(e => NewShipments.Of(e.Event, time.GetUtcNow())).ToList();
        var written = (await ShipmentStore.InsertAsync(work, shipments, cancellationToken)).ToHashSet();
        return [.. shipments.Where(s => written.Contains(s.Id)).Select(s => new ShipmentCreated(s.Id, s.OrderId, s.WarehouseId))];
    }
}
