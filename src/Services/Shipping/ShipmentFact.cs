namespace Cartwright.Shipping;

/// <summary>The shipments of an order in one state, for the audit.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Status">One of <see cref="ShipmentStatus"/>.</param>
/// <param name="Shipments">How many are in it.</param>
/// <param name="Units">Units in them.</param>
/// <param name="Method">The code of their method of shipping; shipments of earlier versions have none.</param>
public sealed record ShipmentFact(Guid OrderId, string Status, int Shipments, int Units, string? Method = null);
