using System.Globalization;
using Cartwright.Contracts;
using Cartwright.Payments;
using FsCheck;
using FsCheck.Fluent;

namespace Cartwright.Unit.Payments;

public sealed class StripeAmountTests
{
    [Theory]
    [InlineData("12.34", "EUR", 1234)]
    [InlineData("1200", "JPY", 1200)]
    [InlineData("1200", "KRW", 1200)]
    // Stripe keeps two decimals of these, which are zeros.
    [InlineData("1200", "ISK", 120_000)]
    [InlineData("1200", "UGX", 120_000)]
    [InlineData("1.230", "KWD", 1230)]
    [InlineData("7", "MGA", 7)]
    public void Amounts_are_whole_numbers_of_the_units_that_Stripe_documents(string amount, string currency, long units)
    {
        var value = decimal.Parse(amount, CultureInfo.InvariantCulture);

        Assert.Equal(units, StripeAmount.Of(value, currency));
        Assert.Equal(value, StripeAmount.Read(units, currency.ToLowerInvariant()));
    }

    [Theory]
    [InlineData("1.234", "KWD")]
    [InlineData("7.20", "MGA")]
    public void An_amount_that_Stripe_cannot_express_is_none(string amount, string currency) =>
        Assert.Null(StripeAmount.Of(decimal.Parse(amount, CultureInfo.InvariantCulture), currency));

    [Fact]
    public void An_amount_that_is_written_is_read_as_the_same() => Prop.ForAll(
        (from currency in Gen.Elements("EUR", "JPY", "KWD", "ISK", "MGA", "USD", "HUF")
         from units in Gen.Choose(0, 99_999_999)
         select (currency, units)).ToArbitrary(),
        written =>
        {
            var money = Money.Rounded(written.units / 100m, Currency.Of(written.currency));
            return StripeAmount.Of(money.Amount, written.currency) is not { } units || StripeAmount.Read(units, written.currency) == money.Amount;
        }).QuickCheckThrowOnFailure();
}
