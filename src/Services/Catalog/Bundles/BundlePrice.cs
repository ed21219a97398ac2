using Cartwright.Contracts;

namespace Cartwright.Catalog;

/// <summary>The computed price of a bundle.</summary>
internal static class BundlePrice
{
    /// <summary>The sum of the parts less a discount, rounded once, as <see cref="Money.Rounded"/> does. It is at least one minor unit, and at most the highest price.</summary>
    /// <param name="sum">The prices of the parts times their quantities.</param>
    /// <param name="discountPercent">The discount, 0 to <see cref="BundleRules.DiscountMax"/>.</param>
    /// <param name="currency">The currency of the sum.</param>
    public static decimal Of(decimal sum, decimal discountPercent, Currency currency)
    {
        var minorUnit = new decimal(1, 0, 0, isNegative: false, (byte)currency.Decimals);
        return Math.Clamp(Money.Rounded(sum * (100 - discountPercent) / 100, currency).Amount, minorUnit, ProductRules.PriceMax);
    }
}
