using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Inventory;

/// <summary>Takes the units that a warehouse reserved for a shipment out of stock.</summary>
internal sealed class WhenShipmentDispatched : IEventHandler<ShipmentDispatched>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ShipmentDispatched>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await Reservations.EndAsync(work, [.. events.Select(e => (e.Event.OrderId, e.Event.WarehouseId))], Reservations.Committed, cancellationToken);
        return [];
    }
}
