using System.Text.Json;
using Cartwright.Contracts;

namespace Cartwright.Shipping;

/// <summary>A shipment of an order, as it is stored.</summary>
internal sealed record Shipment
{
    public required Guid Id { get; init; }
    public required Guid OrderId { get; init; }

    /// <summary>Which shipment of the order it is, from 1.</summary>
    public required short Ordinal { get; init; }

    /// <summary>The number of the order that people see.</summary>
    public required string OrderNumber { get; init; }
    public required Guid UserId { get; init; }

    /// <summary>The warehouse that sends it; null where inventory did not name one.</summary>
    public string? WarehouseId { get; init; }

    /// <summary>One of <see cref="ShipmentStatus"/>.</summary>
    public required string Status { get; init; }

    /// <summary>The lines as JSON.</summary>
    public required string Lines { get; init; }

    /// <summary>The address as JSON; null once it is erased.</summary>
    public string? Address { get; init; }

    /// <summary>The code of the method of shipping that the order has; null for orders of earlier versions.</summary>
    public string? Method { get; init; }

    /// <summary>Its name at the time of the order.</summary>
    public string? MethodName { get; init; }

    /// <summary>The code of the carrier, if one was named.</summary>
    public string? Carrier { get; init; }
    public string? TrackingNumber { get; init; }

    /// <summary>Why orders refused the last request to dispatch it.</summary>
    public string? Refusal { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public DateTimeOffset? DispatchedAt { get; init; }
    public DateTimeOffset? DeliveredAt { get; init; }
    public required DateTimeOffset UpdatedAt { get; init; }
    public required int Version { get; init; }

    /// <summary>Whether the carrier does not have it, and will.</summary>
    public bool IsHere => Status is ShipmentStatus.Ready or ShipmentStatus.Dispatching;

    /// <summary>Whether it has not arrived, and will.</summary>
    public bool IsUnderWay => IsHere || Status == ShipmentStatus.Dispatched;

    public IReadOnlyList<ShipmentLine> ReadLines() => JsonSerializer.Deserialize(Lines, ShippingJson.Default.IReadOnlyListShipmentLine)!;

    /// <summary>The shipment in another state.</summary>
    public Shipment To(string status, DateTimeOffset now) => this with { Status = status, Refusal = null, UpdatedAt = now, Version = Version + 1 };
}
