using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>The totals of an order, in one currency.</summary>
/// <param name="Subtotal">Sum of the lines.</param>
/// <param name="Tax">Tax on the subtotal.</param>
/// <param name="Shipping">Price of shipping.</param>
/// <param name="Total">Sum of the three.</param>
internal sealed record Totals(Money Subtotal, Money Tax, Money Shipping, Money Total);
