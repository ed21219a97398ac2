namespace Cartwright.Carts;

/// <summary>Units of a SKU that an order takes out of a cart.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Quantity">Units.</param>
internal sealed record OrderedCartLine(string Sku, int Quantity);
