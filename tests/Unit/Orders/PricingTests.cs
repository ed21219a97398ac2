using Cartwright.Orders;

namespace Cartwright.Unit.Orders;

public sealed class PricingTests
{
    static Totals Of(string? country, params (int Quantity, decimal UnitPrice)[] lines) => Pricing.Of(lines, country, new OrdersOptions());

    [Fact]
    public void The_total_is_the_lines_with_tax_and_shipping() => Assert.Equal(new Totals(25.00m, 4.75m, 4.90m, 34.65m), Of("DE", (2, 12.50m)));

    [Theory]
    [InlineData("DE", 1.90)]
    [InlineData("de", 1.90)]
    [InlineData("US", 0)]
    [InlineData("XX", 2.00)]
    [InlineData(null, 2.00)]
    public void The_tax_is_that_of_the_country_or_else_the_general_one(string? country, double tax) => Assert.Equal((decimal)tax, Of(country, (1, 10m)).Tax);

    [Fact]
    public void Half_a_cent_of_tax_is_rounded_up() => Assert.Equal(0.01m, Pricing.Of([(1, 0.05m)], null, new OrdersOptions { TaxRate = 0.1m }).Tax);

    [Fact]
    public void The_tax_is_computed_on_the_subtotal_and_not_line_by_line() =>
        Assert.Equal(0.03m, Pricing.Of([(1, 0.14m), (1, 0.14m)], null, new OrdersOptions { TaxRate = 0.1m }).Tax);

    [Theory]
    [InlineData(49.99, 4.90)]
    [InlineData(50.00, 0)]
    public void Sending_is_free_from_a_subtotal_on(double price, double shipping) => Assert.Equal((decimal)shipping, Of("DE", (1, (decimal)price)).Shipping);

    [Fact]
    public void Nothing_costs_nothing() => Assert.Equal(new Totals(0, 0, 0, 0), Of("DE"));
}
