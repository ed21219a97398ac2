namespace Cartwright.Inventory;

/// <summary>The units of a SKU that an order holds or took, as the inventory service records them.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Sku">The SKU.</param>
/// <param name="Open">Units that are reserved.</param>
/// <param name="Committed">Units that left the warehouse.</param>
public sealed record ReservationFact(Guid OrderId, string Sku, int Open, int Committed);
