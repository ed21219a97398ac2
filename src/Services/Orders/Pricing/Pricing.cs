namespace Cartwright.Orders;

/// <summary>The totals of an order.</summary>
/// <param name="Subtotal">Sum of the lines.</param>
/// <param name="Tax">Tax on the subtotal.</param>
/// <param name="Shipping">Price of shipping.</param>
/// <param name="Total">Sum of the three.</param>
internal sealed record Totals(decimal Subtotal, decimal Tax, decimal Shipping, decimal Total);

/// <summary>Computes the totals of orders and quotes.</summary>
internal static class Pricing
{
    /// <summary>Totals of lines, rounded half away from zero to cents.</summary>
    public static Totals Of(IEnumerable<(int Quantity, decimal UnitPrice)> lines, string? country, OrdersOptions options)
    {
        var subtotal = lines.Sum(line => line.Quantity * line.UnitPrice);
        var rate = country is not null && options.TaxRates.TryGetValue(country, out var ofCountry) ? ofCountry : options.TaxRate;
        var tax = Math.Round(subtotal * rate, 2, MidpointRounding.AwayFromZero);
        var shipping = subtotal == 0 || subtotal >= options.FreeShippingFrom ? 0 : options.ShippingPrice;
        return new(subtotal, tax, shipping, subtotal + tax + shipping);
    }
}
