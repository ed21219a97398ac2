using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>Computes the totals of orders and quotes.</summary>
internal static class Pricing
{
    /// <summary>The currency of an order of lines: that of the first line that orders are taken in; null when there is none.</summary>
    public static Currency? CurrencyOf(IEnumerable<Money> prices, OrdersOptions options) =>
        prices.Select(price => price.Currency).FirstOrDefault(currency => options.Shipping.ContainsKey(currency.Code));

    /// <summary>The sum of lines in one currency.</summary>
    public static Money Subtotal(IEnumerable<(int Quantity, Money UnitPrice)> lines, Currency currency) =>
        lines.Aggregate(Money.Zero(currency), (sum, line) => sum + (line.Quantity * line.UnitPrice));

    /// <summary>What shipping costs by the settings.</summary>
    /// <param name="subtotal">The sum of the lines, in one of the currencies of <see cref="OrdersOptions.Shipping"/>.</param>
    /// <param name="options">The prices.</param>
    public static Money StandardShipping(Money subtotal, OrdersOptions options)
    {
        var prices = options.Shipping[subtotal.Currency.Code];
        return subtotal.Amount == 0 || subtotal.Amount >= prices.FreeFrom ? Money.Zero(subtotal.Currency) : new(prices.Price, subtotal.Currency);
    }

    /// <summary>Totals of lines in one currency; the tax is rounded as <see cref="Money.Rounded"/> does.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="shipping">The price of shipping, in their currency.</param>
    /// <param name="country">The country of destination, where it is known.</param>
    /// <param name="options">Tax rates.</param>
    public static Totals Of(IEnumerable<(int Quantity, Money UnitPrice)> lines, Money shipping, string? country, OrdersOptions options)
    {
        var subtotal = Subtotal(lines, shipping.Currency);
        var rate = country is not null && options.TaxRates.TryGetValue(country, out var ofCountry) ? ofCountry : options.TaxRate;
        var tax = subtotal.Part(rate);
        return new(subtotal, tax, shipping, subtotal + tax + shipping);
    }
}
