namespace Cartwright.Contracts;

/// <summary>Units of a SKU that one warehouse has reserved for an order.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="WarehouseId">The warehouse.</param>
/// <param name="Quantity">Units, at least 1.</param>
public sealed record ReservedUnits(string Sku, string WarehouseId, int Quantity);

/// <summary>Units in a shipment.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Name">Name at the time of the order.</param>
/// <param name="Quantity">Units, at least 1.</param>
public sealed record ShipmentLine(string Sku, string Name, int Quantity);

/// <summary>A shipment of a confirmed order is to be packed. An order has one per warehouse that reserved units for it.</summary>
/// <param name="ShipmentId">The shipment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="WarehouseId">The warehouse that sends it; null where inventory did not name one.</param>
[Event("shipment.created", "shipping")]
public sealed record ShipmentCreated(Guid ShipmentId, Guid OrderId, string? WarehouseId) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>A shipment is ready to leave: orders decides whether it may, because its customer may be cancelling the order at this moment.</summary>
/// <param name="ShipmentId">The shipment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Remaining">Shipments of the order that have not been requested to leave; 0 for the last one.</param>
[Event("shipment.dispatch_requested", "shipping")]
public sealed record ShipmentDispatchRequested(Guid ShipmentId, Guid OrderId, int Remaining) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>A shipment was handed to the carrier: its units are out of stock.</summary>
/// <param name="ShipmentId">The shipment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="OrderNumber">The number of the order that people see.</param>
/// <param name="UserId">Who placed the order.</param>
/// <param name="WarehouseId">The warehouse that sent it; null where inventory did not name one.</param>
/// <param name="Lines">What it contains.</param>
/// <param name="Remaining">Shipments of the order that have not left; 0 for the last one.</param>
/// <param name="Carrier">The name of the carrier, if it is known.</param>
/// <param name="TrackingNumber">The carrier's number, if there is one.</param>
/// <param name="TrackingUrl">The carrier's page about it, if there is one.</param>
/// <param name="IsMarked">Whether a person marked the whole order as shipped, so that <c>order.shipped</c> came first.</param>
[Event("shipment.dispatched", "shipping")]
public sealed record ShipmentDispatched(
    Guid ShipmentId, Guid OrderId, string OrderNumber, Guid UserId, string? WarehouseId, IReadOnlyList<ShipmentLine> Lines, int Remaining,
    string? Carrier = null, string? TrackingNumber = null, string? TrackingUrl = null,
    bool IsMarked = false) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>A shipment arrived at the customer.</summary>
/// <param name="ShipmentId">The shipment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Remaining">Shipments of the order that have not arrived; 0 for the last one.</param>
[Event("shipment.delivered", "shipping")]
public sealed record ShipmentDelivered(Guid ShipmentId, Guid OrderId, int Remaining) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}
