using Cartwright.Orders;

namespace Cartwright.Unit.Orders;

public sealed class OrdersOptionsTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.True(Validate(new()).Succeeded);

    [Theory]
    [InlineData("EUR", 4.9, null, null)]
    [InlineData("JPY", 700, 7000.0, null)]
    [InlineData("KWD", 1.505, null, null)]
    [InlineData("JPY", 4.9, null, "JPY has no decimals")]
    [InlineData("EUR", 4.905, null, "at most 2 decimals")]
    [InlineData("EUR", 4.9, 50.005, "at most 2 decimals")]
    [InlineData("EUR", -1, null, "Price")]
    [InlineData("EUR", 1, -1.0, "FreeFrom")]
    [InlineData("EURO", 1, null, "ISO 4217")]
    [InlineData("sek", 1, null, "ISO 4217")]
    public void A_price_of_shipping_that_cannot_be_paid_stops_the_start(string currency, double price, double? freeFrom, string? error)
    {
        var options = new OrdersOptions { Shipping = { [currency] = new() { Price = (decimal)price, FreeFrom = (decimal?)freeFrom } } };

        var result = Validate(options);

        Assert.Equal(error is null, result.Succeeded);
        Assert.Contains(error ?? "", result.FailureMessage ?? "", StringComparison.Ordinal);
        Assert.Contains(error is null ? "" : $"Orders:Shipping:{currency}", result.FailureMessage ?? "", StringComparison.Ordinal);
    }

    static Microsoft.Extensions.Options.ValidateOptionsResult Validate(OrdersOptions options) => new OrdersOptionsValidation().Validate(null, options);
}
