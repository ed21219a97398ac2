using System.Collections.Frozen;
using Cartwright.Contracts;

namespace Cartwright.Payments;

/// <summary>
/// Amounts as Stripe writes them: whole numbers of its smallest unit, which is not always that of ISO 4217
/// (https://docs.stripe.com/currencies#minor-units).
/// </summary>
internal static class StripeAmount
{
    // Without decimals at Stripe. ISK and UGX have none either, but Stripe keeps two for them, which must be zeros: that follows from the shop's amounts.
    static readonly FrozenSet<string> WithoutDecimals =
        "BIF CLP DJF GNF JPY KMF KRW MGA PYG RWF VND VUV XAF XOF XPF".Split(' ').ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Writes an amount.</summary>
    /// <param name="amount">The amount, in units of the currency.</param>
    /// <param name="currency">ISO 4217 code, in capital letters.</param>
    /// <returns>The number of Stripe's units; null when Stripe cannot express the amount: it rounds the third decimal, and takes no part of an ariary.</returns>
    public static long? Of(decimal amount, string currency)
    {
        var units = amount * Scale(currency);
        return decimal.Truncate(units) == units && (Scale(currency) < 1000 || units % 10 == 0) && Math.Abs(units) <= long.MaxValue ? (long)units : null;
    }

    /// <summary>Reads an amount.</summary>
    /// <param name="units">The number of Stripe's units.</param>
    /// <param name="currency">ISO 4217 code, as Stripe writes it or in capital letters.</param>
    public static decimal Read(long units, string currency)
    {
        var code = currency.ToUpperInvariant();
        var amount = units / (decimal)Scale(code);
        return Currency.TryFind(code, out var known) && known.Represents(amount) ? new Money(amount, known).Amount : amount;
    }

    static int Scale(string currency) => WithoutDecimals.Contains(currency) ? 1 : Currency.TryFind(currency, out var known) && known.Decimals == 3 ? 1000 : 100;
}
