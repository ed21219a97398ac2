using Cartwright.Catalog;
using Cartwright.Contracts;

namespace Cartwright.Unit.Catalog;

public sealed class BundlePriceTests
{
    [Theory]
    [InlineData(29.97, 10, "EUR", 26.97)]
    [InlineData(0.1, 45, "EUR", 0.06)]
    [InlineData(0.1, 0, "EUR", 0.1)]
    [InlineData(1005, 50, "JPY", 503)]
    [InlineData(1.005, 10.5, "KWD", 0.899)]
    public void A_price_is_the_sum_less_the_discount_rounded_once(decimal sum, decimal discount, string currency, decimal price) =>
        Assert.Equal(price, BundlePrice.Of(sum, discount, Currency.Of(currency)));

    [Theory]
    [InlineData(0.01, "EUR", 0.01)]
    [InlineData(1, "JPY", 1)]
    [InlineData(0.001, "KWD", 0.001)]
    public void A_price_is_at_least_a_minor_unit(decimal sum, string currency, decimal price) => Assert.Equal(price, BundlePrice.Of(sum, 90, Currency.Of(currency)));

    [Fact]
    public void A_price_is_at_most_the_highest_one() => Assert.Equal(ProductRules.PriceMax, BundlePrice.Of(20 * 100 * ProductRules.PriceMax, 0, Currency.Of("EUR")));
}
