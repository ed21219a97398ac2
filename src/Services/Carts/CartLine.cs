namespace Cartwright.Carts;

/// <summary>One SKU in a cart.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Name">The name at the time of adding, shown if it is no longer sold.</param>
/// <param name="Quantity">Units, 1 to <see cref="Cart.QuantityMax"/>.</param>
/// <param name="SeenPrice">The unit price that the customer saw when adding it, or accepted later.</param>
/// <param name="SeenCurrency">The currency of that price, ISO 4217.</param>
/// <param name="AddedAt">When it was added; the lines are in this order.</param>
internal sealed record CartLine(string Sku, string Name, int Quantity, decimal SeenPrice, string SeenCurrency, DateTimeOffset AddedAt);
