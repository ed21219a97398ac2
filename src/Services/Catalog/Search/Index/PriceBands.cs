using Cartwright.Contracts;

namespace Cartwright.Catalog;

/// <summary>The bands in which prices are counted: 0 to 10, to 25, to 50, and so on, in a currency with two decimals; a hundred times as much in one without.</summary>
internal static class PriceBands
{
    static readonly long[] Bounds = [0, 1_000, 2_500, 5_000, 10_000, 25_000, 50_000, 100_000, 250_000, 1_000_000];

    /// <summary>How many bands there are.</summary>
    public static int Count => Bounds.Length;

    /// <summary>The band of a price in minor units.</summary>
    public static int Of(long price)
    {
        var band = Bounds.Length - 1;
        while (band > 0 && price < Bounds[band])
        {
            band--;
        }

        return band;
    }

    /// <summary>The least price of a band, and the least of the next one; null after the last.</summary>
    public static (decimal Min, decimal? Below) Limits(int band, Currency currency) =>
        (Amount(Bounds[band], currency), band + 1 < Bounds.Length ? Amount(Bounds[band + 1], currency) : null);

    /// <summary>An amount of a currency in minor units; fractions of a minor unit are rounded up or down.</summary>
    /// <param name="amount">The amount.</param>
    /// <param name="currency">Its currency.</param>
    /// <param name="up">Whether a fraction is rounded up.</param>
    public static long MinorUnits(decimal amount, Currency currency, bool up = false)
    {
        var units = amount * Scale(currency);
        return (long)(up ? Math.Ceiling(units) : Math.Floor(units));
    }

    /// <summary>The amount of minor units.</summary>
    public static decimal Amount(long minorUnits, Currency currency) => minorUnits / Scale(currency);

    static decimal Scale(Currency currency) => currency.Decimals switch { 0 => 1m, 3 => 1000m, _ => 100m };
}
