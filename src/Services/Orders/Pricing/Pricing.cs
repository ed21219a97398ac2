using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>Computes the totals of orders and quotes.</summary>
internal static class Pricing
{
    /// <summary>The currency of an order of lines: that of the first line that orders are taken in; null when there is none.</summary>
    public static Currency? CurrencyOf(IEnumerable<Money> prices, OrdersOptions options) =>
        prices.Select(price => price.Currency).FirstOrDefault(currency => options.Shipping.ContainsKey(currency.Code));

    /// <summary>Totals of lines in one currency; the tax is rounded as <see cref="Money.Rounded"/> does.</summary>
    /// <param name="lines">The lines.</param>
    /// <param name="currency">Their currency, one of <see cref="OrdersOptions.Shipping"/>.</param>
    /// <param name="country">The country of destination, where it is known.</param>
    /// <param name="options">Rates and prices.</param>
    public static Totals Of(IEnumerable<(int Quantity, Money UnitPrice)> lines, Currency currency, string? country, OrdersOptions options)
    {
        var subtotal = lines.Aggregate(Money.Zero(currency), (sum, line) => sum + (line.Quantity * line.UnitPrice));
        var rate = country is not null && options.TaxRates.TryGetValue(country, out var ofCountry) ? ofCountry : options.TaxRate;
        var tax = subtotal.Part(rate);
        var prices = options.Shipping[currency.Code];
        var shipping = subtotal.Amount == 0 || subtotal.Amount >= prices.FreeFrom ? Money.Zero(currency) : new(prices.Price, currency);
        return new(subtotal, tax, shipping, subtotal + tax + shipping);
    }
}
