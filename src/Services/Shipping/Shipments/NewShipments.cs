using System.Text.Json;
using Cartwright.Contracts;

namespace Cartwright.Shipping;

/// <summary>The shipments of a confirmed order: one per warehouse that has reserved units for it, in the order of the names of the warehouses.</summary>
internal static class NewShipments
{
    /// <summary>The shipments; none if an earlier version of orders did not say what was ordered.</summary>
    public static IReadOnlyList<Shipment> Of(OrderConfirmed order, DateTimeOffset now)
    {
        var ordered = (order.Lines ?? []).SelectMany(Contents).ToList();
        var names = ordered.GroupBy(l => l.Sku).ToDictionary(g => g.Key, g => g.First().Name);
        var parcels = (order.Units is { Count: > 0 } units
            ? units.GroupBy(u => u.WarehouseId, u => new ShipmentLine(u.Sku, names.GetValueOrDefault(u.Sku, u.Sku), u.Quantity))
                .OrderBy(g => g.Key, StringComparer.Ordinal)
                .Select(g => (Warehouse: (string?)g.Key, Lines: g.OrderBy(l => l.Sku, StringComparer.Ordinal).ToList()))
            // Inventory did not say where the units are.
            : [(Warehouse: null, Lines: ordered)]).Where(p => p.Lines.Count > 0).ToList();
        // Lists are sorted by id, and ids of one moment come in any order.
        var ids = parcels.Select(_ => Guid.CreateVersion7(now)).Order().ToList();
        return
        [
            .. parcels.Select((p, i) => new Shipment
            {
                Id = ids[i],
                OrderId = order.OrderId,
                Ordinal = (short)(i + 1),
                OrderNumber = order.Number,
                UserId = order.UserId,
                WarehouseId = p.Warehouse,
                Status = ShipmentStatus.Ready,
                Lines = JsonSerializer.Serialize(p.Lines, ShippingJson.Default.IReadOnlyListShipmentLine),
                Address = order.ShippingAddress is { } address ? JsonSerializer.Serialize(address, ShippingJson.Default.ShippingAddress) : null,
                Method = order.ShippingMethod?.Code,
                MethodName = order.ShippingMethod?.Name,
                CreatedAt = now,
                UpdatedAt = now,
                Version = 1,
            }),
        ];
    }

    // What lies in the parcel of a bundle are its parts.
    static IEnumerable<ShipmentLine> Contents(OrderLine line) =>
        line.Parts?.Select(part => new ShipmentLine(part.Sku, part.Name, part.Quantity * line.Quantity)) ?? [new(line.Sku, line.Name, line.Quantity)];
}
