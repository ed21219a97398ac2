using Cartwright.Contracts;
using Cartwright.Orders;

namespace Cartwright.Unit.Orders;

public sealed class PricingTests
{
    static Totals Of(string? country, params (int Quantity, decimal UnitPrice)[] lines) => Of(country, "EUR", new OrdersOptions(), lines);

    static Totals Of(string? country, string currency, OrdersOptions options, params (int Quantity, decimal UnitPrice)[] lines)
    {
        List<(int Quantity, Money UnitPrice)> priced = [.. lines.Select(l => (l.Quantity, new Money(l.UnitPrice, Currency.Of(currency))))];
        return Pricing.Of(priced, Pricing.StandardShipping(Pricing.Subtotal(priced, Currency.Of(currency)), options), country, options);
    }

    static Money Euros(decimal amount) => new(amount, Currency.Of("EUR"));

    [Fact]
    public void The_total_is_the_lines_with_tax_and_shipping() => Assert.Equal(new Totals(Euros(25.00m), Euros(4.75m), Euros(4.90m), Euros(34.65m)), Of("DE", (2, 12.50m)));

    [Theory]
    [InlineData("DE", 1.90)]
    [InlineData("de", 1.90)]
    [InlineData("US", 0)]
    [InlineData("XX", 2.00)]
    [InlineData(null, 2.00)]
    public void The_tax_is_that_of_the_country_or_else_the_general_one(string? country, double tax) => Assert.Equal((decimal)tax, Of(country, (1, 10m)).Tax.Amount);

    [Fact]
    public void Half_a_cent_of_tax_is_rounded_up() => Assert.Equal(Euros(0.01m), Of(null, "EUR", new() { TaxRate = 0.1m }, (1, 0.05m)).Tax);

    [Fact]
    public void The_tax_is_computed_on_the_subtotal_and_not_line_by_line() =>
        Assert.Equal(Euros(0.03m), Of(null, "EUR", new() { TaxRate = 0.1m }, (1, 0.14m), (1, 0.14m)).Tax);

    [Theory]
    [InlineData(49.99, 4.90)]
    [InlineData(50.00, 0)]
    public void Sending_is_free_from_a_subtotal_on(double price, double shipping) => Assert.Equal((decimal)shipping, Of("DE", (1, (decimal)price)).Shipping.Amount);

    [Fact]
    public void Nothing_costs_nothing() => Assert.Equal(new Totals(Euros(0), Euros(0), Euros(0), Euros(0)), Of("DE"));

    [Fact]
    public void Tax_is_rounded_to_the_minor_units_of_the_currency()
    {
        var options = new OrdersOptions { TaxRate = 0.19m, Shipping = { ["JPY"] = new() { Price = 700 }, ["KWD"] = new() { Price = 1.5m } } };

        Assert.Equal("376 JPY", Of(null, "JPY", options, (1, 1980)).Tax.ToString());
        Assert.Equal("3056 JPY", Of(null, "JPY", options, (1, 1980)).Total.ToString());
        Assert.Equal("0.234 KWD", Of(null, "KWD", options, (1, 1.234m)).Tax.ToString());
        Assert.Equal("2.968 KWD", Of(null, "KWD", options, (1, 1.234m)).Total.ToString());
    }

    [Fact]
    public void Without_a_subtotal_to_be_free_from_shipping_is_never_free() =>
        Assert.Equal(700, Of(null, "JPY", new() { Shipping = { ["JPY"] = new() { Price = 700 } } }, (1, 9_999_999)).Shipping.Amount);

    [Fact]
    public void The_currency_is_that_of_the_first_line_that_orders_are_taken_in()
    {
        Money[] prices = [new(10, Currency.Of("KWD")), new(10, Currency.Of("USD")), Euros(10)];

        Assert.Equal("USD", Pricing.CurrencyOf(prices, new OrdersOptions())?.Code);
        Assert.Null(Pricing.CurrencyOf(prices[..1], new OrdersOptions()));
    }
}
