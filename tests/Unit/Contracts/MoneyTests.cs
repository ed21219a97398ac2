using Cartwright.Contracts;

namespace Cartwright.Unit.Contracts;

public sealed class MoneyTests
{
    static Money Of(string amount, string currency) => new(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Currency.Of(currency));

    [Theory]
    [InlineData("10", "EUR", "10.00 EUR")]
    [InlineData("10.000", "EUR", "10.00 EUR")]
    [InlineData("1980.00", "JPY", "1980 JPY")]
    [InlineData("1.234", "KWD", "1.234 KWD")]
    [InlineData("-0.5", "USD", "-0.50 USD")]
    public void An_amount_has_the_decimals_of_its_currency(string amount, string currency, string written) => Assert.Equal(written, Of(amount, currency).ToString());

    [Theory]
    [InlineData("0.5", "JPY")]
    [InlineData("0.001", "EUR")]
    [InlineData("0.0001", "KWD")]
    public void What_is_no_whole_number_of_minor_units_is_no_amount(string amount, string currency) => Assert.Throws<ArgumentException>(() => Of(amount, currency));

    [Theory]
    [InlineData("0.5", "JPY", "1 JPY")]
    [InlineData("-0.5", "JPY", "-1 JPY")]
    [InlineData("2.345", "EUR", "2.35 EUR")]
    [InlineData("2.3449", "EUR", "2.34 EUR")]
    [InlineData("0.0005", "KWD", "0.001 KWD")]
    public void Half_a_minor_unit_is_rounded_away_from_zero(string amount, string currency, string rounded) => Assert.Equal(
        rounded, Money.Rounded(decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture), Currency.Of(currency)).ToString());

    [Fact]
    public void Amounts_of_one_currency_are_added_multiplied_and_compared()
    {
        Assert.Equal("12.45 EUR", (Of("9.50", "EUR") + Of("2.95", "EUR")).ToString());
        Assert.Equal("6.55 EUR", (Of("9.50", "EUR") - Of("2.95", "EUR")).ToString());
        Assert.Equal("28.50 EUR", (3 * Of("9.50", "EUR")).ToString());
        Assert.Equal("1.81 EUR", Of("9.50", "EUR").Part(0.19m).ToString());
        Assert.True(Of("1", "EUR") < Of("1.01", "EUR") && Of("1.01", "EUR") > Of("1", "EUR"));
        Assert.True(Of("1", "EUR") <= Of("1.00", "EUR") && Of("1.00", "EUR") >= Of("1", "EUR"));
    }

    [Fact]
    public void Amounts_of_different_currencies_are_neither_added_nor_compared()
    {
        var (euros, yen) = (Of("10", "EUR"), Of("10", "JPY"));

        Assert.NotEqual(euros, yen);
        Assert.Throws<InvalidOperationException>(() => euros + yen);
        Assert.Throws<InvalidOperationException>(() => euros - yen);
        Assert.Throws<InvalidOperationException>(() => euros < yen);
        Assert.Throws<InvalidOperationException>(() => euros > yen);
        Assert.Throws<InvalidOperationException>(() => euros <= yen);
        Assert.Throws<InvalidOperationException>(() => euros >= yen);
    }

    [Theory]
    [InlineData("eur")]
    [InlineData("EURO")]
    [InlineData("ZZZ")]
    [InlineData("")]
    [InlineData(null)]
    public void A_currency_is_named_by_its_code(string? code) => Assert.False(Currency.TryFind(code, out _));

    [Fact]
    public void There_is_one_instance_of_a_currency() => Assert.Same(Currency.Of("EUR"), Currency.Of("EUR"));
}
