using Cartwright.Contracts;
using Cartwright.Orders;
using Cartwright.Shipping;

namespace Cartwright.Audit;

/// <summary>The invariants between orders and their shipments. Pure functions of the records.</summary>
internal static class ShipmentInvariants
{
    /// <summary>Finds every violation.</summary>
    public static IEnumerable<Violation> Check(Books books)
    {
        var orders = books.Orders.ToDictionary(o => o.OrderId);
        var shipments = books.Shipments.ToLookup(s => s.OrderId);
        return books.Orders.SelectMany(order => CheckOrder(order, [.. shipments[order.OrderId]]))
            .Concat(shipments.Where(s => !orders.ContainsKey(s.Key)).Select(s => new Violation("a shipment belongs to an order", s.Key.ToString(), "no such order")));
    }

    static IEnumerable<Violation> CheckOrder(OrderFact order, IReadOnlyList<ShipmentFact> shipments)
    {
        var id = order.OrderId.ToString();
        var (here, left, cancelled) = (Count(shipments, ShipmentStatus.Ready, ShipmentStatus.Dispatching),
            Count(shipments, ShipmentStatus.Dispatched, ShipmentStatus.Delivered), Count(shipments, ShipmentStatus.Cancelled));
        // Orders that were confirmed before there were shipments have none, and those that a person marked as shipped before shipping knew them.
        if (order.Status is OrderStatus.Confirmed or OrderStatus.PartiallyShipped && order.IsAllocated && shipments.Count == 0)
        {
            yield return new("a confirmed order has shipments", id, $"{order.Status} has none");
        }

        var isSent = order.Status is OrderStatus.Confirmed or OrderStatus.PartiallyShipped or OrderStatus.Shipped or OrderStatus.Delivered;
        var units = shipments.Where(s => s.Status != ShipmentStatus.Cancelled).Sum(s => s.Units);
        if (isSent && shipments.Count > 0 && units != order.Quantities.Sum())
        {
            yield return new("shipments contain the ordered units", id, $"{units} units of {order.Quantities.Sum()}");
        }

        var isRight = order.Status switch
        {
            OrderStatus.Confirmed => left == 0 && cancelled == 0,
            OrderStatus.PartiallyShipped => (left > 0 && here > 0 && cancelled == 0) || shipments.Count == 0,
            OrderStatus.Shipped or OrderStatus.Delivered => here == 0 && cancelled == 0,
            _ => here == 0 && left == 0,
        };
        if (!isRight)
        {
            yield return new("shipments follow their order", id, $"{order.Status}: {here} here, {left} left, {cancelled} cancelled");
        }

        // Shipments of earlier versions have no method.
        if (shipments.FirstOrDefault(s => s.Method is not null && s.Method != order.ShippingMethod) is { } other)
        {
            yield return new("a shipment goes by the method of its order", id, $"{other.Method} instead of {order.ShippingMethod ?? "none"}");
        }

        var underWay = Count(shipments, ShipmentStatus.Dispatched);
        if (shipments.Count > 0 && ((order.Status == OrderStatus.Delivered && underWay > 0) || (order.Status == OrderStatus.Shipped && underWay == 0)))
        {
            yield return new("an order is delivered with its last shipment", id, $"{order.Status}: {underWay} under way");
        }
    }

    static int Count(IReadOnlyList<ShipmentFact> shipments, params ReadOnlySpan<string> statuses)
    {
        var count = 0;
        foreach (var shipment in shipments)
        {
            count += statuses.Contains(shipment.Status) ? shipment.Shipments : 0;
        }

        return count;
    }
}
