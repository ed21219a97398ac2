namespace Cartwright.Orders;

/// <summary>Units of a SKU of an order that went back into stock, as the orders service records them.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Sku">Stock keeping unit; of a bundle, those of its parts.</param>
/// <param name="Quantity">Units.</param>
public sealed record RestockedFact(Guid OrderId, string Sku, int Quantity);
