using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;

namespace Cartwright.Contracts;

/// <summary>A currency in use (ISO 4217, list one, 2026, without funds, metals and codes for tests). There is one instance of each.</summary>
public sealed class Currency
{
    const string WithoutDecimals = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF";
    const string WithTwo =
        "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CNY COP CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR "
        + "FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU "
        + "MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL "
        + "THB TJS TMT TOP TRY TTD TWD TZS UAH USD UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG";
    const string WithThree = "BHD IQD JOD KWD LYD OMR TND";

    static readonly FrozenDictionary<string, Currency> All =
        new[] { With(0, WithoutDecimals), With(2, WithTwo), With(3, WithThree) }.SelectMany(group => group).ToFrozenDictionary(c => c.Code, StringComparer.Ordinal);

    Currency(string code, int decimals) => (Code, Decimals) = (code, decimals);

    /// <summary>The alphabetic code, three capital letters, for example <c>EUR</c>.</summary>
    public string Code { get; }

    /// <summary>The decimals of an amount, 0 to 3: as many as it takes to write one minor unit, for example a cent.</summary>
    public int Decimals { get; }

    /// <summary>The currency of a code, which is compared as it is written; false when it is that of no currency in use.</summary>
    public static bool TryFind([NotNullWhen(true)] string? code, [NotNullWhen(true)] out Currency? currency)
    {
        currency = null;
        return code is not null && All.TryGetValue(code, out currency);
    }

    /// <summary>The currency of a code.</summary>
    /// <exception cref="ArgumentException">The code is that of no currency in use.</exception>
    public static Currency Of(string code) =>
        TryFind(code, out var currency) ? currency : throw new ArgumentException($"'{code}' is no ISO 4217 code of a currency.", nameof(code));

    /// <summary>Whether an amount is a whole number of minor units: 0.5 JPY is none.</summary>
    public bool Represents(decimal amount) => decimal.Round(amount, Decimals) == amount;

    /// <summary>How many decimals an amount may have, in words: <c>An amount of EUR has at most 2 decimals.</c></summary>
    public string DecimalsRule => Decimals == 0 ? $"An amount of {Code} has no decimals." : $"An amount of {Code} has at most {Decimals} decimals.";

    /// <inheritdoc/>
    public override string ToString() => Code;

    static IEnumerable<Currency> With(int decimals, string codes) => codes.Split(' ').Select(code => new Currency(code, decimals));
}
