namespace Cartwright.Shipping;

/// <summary>The shipments of an order in one state, for the audit.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Status">One of <see cref="ShipmentStatus"/>.</param>
/// <param name="Shipments">How many are in it.</param>
/// <param name="Units">Units in them.</param>
public sealed record ShipmentFact(Guid OrderId, string Status, int Shipments, int Units)
{
    /// <summary>The code of the method of shipping; shipments of earlier versions have none.</summary>
    public string? Method { get; init; }
}
