using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Shipping;

/// <summary>Units in a shipment.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Name">Name at the time of the order.</param>
/// <param name="Quantity">Units.</param>
public sealed record ShipmentLineResponse(string Sku, string Name, int Quantity);

/// <summary>A shipment of an order: what one warehouse sends.</summary>
/// <param name="Id">The shipment.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Number">The number of the order, and which shipment of the order it is, for example <c>CW-1A2B3-C4D5E/1</c>.</param>
/// <param name="UserId">Who placed the order.</param>
/// <param name="WarehouseId">The warehouse that sends it; null where inventory did not name one.</param>
/// <param name="Status"><c>ready</c>, <c>dispatching</c>, <c>dispatched</c>, <c>delivered</c> or <c>cancelled</c>.</param>
/// <param name="Refusal">Why it may not leave, when the last request to dispatch it was refused.</param>
/// <param name="Lines">What it contains.</param>
/// <param name="Address">Where it goes; null once it is erased.</param>
/// <param name="Method">The method of shipping that the customer chose; null for orders of earlier versions.</param>
/// <param name="Carrier">The code of the carrier, once it is dispatched by one.</param>
/// <param name="CarrierName">The name of the carrier.</param>
/// <param name="TrackingNumber">The carrier's number.</param>
/// <param name="TrackingUrl">The carrier's page about it.</param>
/// <param name="CreatedAt">When the order was confirmed.</param>
/// <param name="DispatchedAt">When the carrier got it.</param>
/// <param name="DeliveredAt">When it arrived.</param>
/// <param name="Version">Rises with every change.</param>
public sealed record ShipmentResponse(
    Guid Id, Guid OrderId, string Number, Guid UserId, string? WarehouseId, [property: OneOf(typeof(ShipmentStatus))] string Status, string? Refusal,
    IReadOnlyList<ShipmentLineResponse> Lines, ShippingAddress? Address, OrderShippingMethod? Method, string? Carrier, string? CarrierName,
    string? TrackingNumber, string? TrackingUrl,
    DateTimeOffset CreatedAt, DateTimeOffset? DispatchedAt, DateTimeOffset? DeliveredAt, int Version)
{
    internal static ShipmentResponse Of(Shipment s, Carriers carriers) => new(
        s.Id, s.OrderId, $"{s.OrderNumber}/{s.Ordinal}", s.UserId, s.WarehouseId, s.Status, s.Refusal,
        [.. s.ReadLines().Select(l => new ShipmentLineResponse(l.Sku, l.Name, l.Quantity))],
        s.Address is null ? null : JsonSerializer.Deserialize(s.Address, ShippingJson.Default.ShippingAddress),
        s.Method is null ? null : new(s.Method, s.MethodName!), s.Carrier, carriers.NameOf(s.Carrier), s.TrackingNumber, carriers.TrackingUrl(s.Carrier, s.TrackingNumber),
        s.CreatedAt, s.DispatchedAt, s.DeliveredAt, s.Version);
}

/// <summary>A page of shipments.</summary>
/// <param name="Items">The shipments.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record ShipmentListResponse(IReadOnlyList<ShipmentResponse> Items, string? NextCursor);
