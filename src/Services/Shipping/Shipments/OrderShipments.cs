using Cartwright.Contracts;

namespace Cartwright.Shipping;

/// <summary>The shipments that change, and the events to publish.</summary>
internal sealed record ShipmentDecision(IReadOnlyList<Shipment> Changed, IReadOnlyList<IEvent> Events);

/// <summary>
/// All shipments of one order and the rules between them, without I/O. Each method decides about one input, and returns null when the input changes nothing
/// because it is late or repeated.
/// </summary>
internal sealed class OrderShipments(IReadOnlyList<Shipment> all, Carriers carriers)
{
    /// <summary>The shipment with an id; null if it is of another order.</summary>
    public Shipment? Find(Guid id) => all.SingleOrDefault(s => s.Id == id);

    /// <summary>Staff have packed a shipment: orders is asked whether it may leave.</summary>
    public ShipmentDecision? RequestDispatch(Guid id, string? carrier, string? trackingNumber, DateTimeOffset now) =>
        Find(id) is { Status: ShipmentStatus.Ready } shipment
            ? new(
                [shipment.To(ShipmentStatus.Dispatching, now) with { Carrier = carrier, TrackingNumber = trackingNumber }],
                [new ShipmentDispatchRequested(id, shipment.OrderId, all.Count(s => s.Status == ShipmentStatus.Ready && s.Id != id))])
            : null;

    /// <summary>Orders lets a shipment leave; null stands for all that are here, because a person marked the order as shipped.</summary>
    public ShipmentDecision? Dispatch(Guid? id, DateTimeOffset now)
    {
        var leaving = all.Where(s => s.IsHere && (id is null || s.Id == id)).ToList();
        var remaining = all.Count(s => s.IsHere);
        return leaving.Count == 0 ? null : new(
            [.. leaving.Select(s => s.To(ShipmentStatus.Dispatched, now) with { DispatchedAt = now })],
            [
                .. leaving.Select(s => new ShipmentDispatched(
                    s.Id, s.OrderId, s.OrderNumber, s.UserId, s.WarehouseId, s.ReadLines(), --remaining,
                    carriers.NameOf(s.Carrier), s.TrackingNumber, carriers.TrackingUrl(s.Carrier, s.TrackingNumber), IsMarked: id is null)),
            ]);
    }

    /// <summary>Orders refuses to let a shipment leave: it waits again.</summary>
    public ShipmentDecision? Refuse(Guid id, string reason, DateTimeOffset now) =>
        Find(id) is { Status: ShipmentStatus.Dispatching } shipment
            ? new([shipment.To(ShipmentStatus.Ready, now) with { Refusal = reason, Carrier = null, TrackingNumber = null }], [])
            : null;

    /// <summary>The order was cancelled: nothing leaves.</summary>
    public ShipmentDecision? Cancel(DateTimeOffset now)
    {
        var here = all.Where(s => s.IsHere).ToList();
        return here.Count == 0 ? null : new([.. here.Select(s => s.To(ShipmentStatus.Cancelled, now))], []);
    }

    /// <summary>A shipment has arrived; null stands for all that have left, because a person marked the order as delivered.</summary>
    public ShipmentDecision? Deliver(Guid? id, DateTimeOffset now)
    {
        var arrived = all.Where(s => s.Status == ShipmentStatus.Dispatched && (id is null || s.Id == id)).ToList();
        var remaining = all.Count(s => s.IsUnderWay);
        return arrived.Count == 0 ? null : new(
            [.. arrived.Select(s => s.To(ShipmentStatus.Delivered, now) with { DeliveredAt = now })],
            [.. arrived.Select(s => new ShipmentDelivered(s.Id, s.OrderId, --remaining))]);
    }
}
