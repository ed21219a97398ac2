using System.Globalization;
using Cartwright.Contracts;

namespace Cartwright.Notifications;

/// <summary>How a language writes amounts and times, and how it addresses a reader.</summary>
internal sealed class LanguageFormat
{
    static readonly LanguageFormat English = new("Hello {0}", "{1} {0}", "{0:d MMMM yyyy, HH:mm} UTC", CultureInfo.InvariantCulture);

    static readonly LanguageFormat German = new("Guten Tag {0}", "{0} {1}", "{0:d. MMMM yyyy, HH:mm} Uhr (UTC)", Culture(
        ",", "Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"));

    // No words: it fits every language.
    static readonly LanguageFormat Other = new("{0}", "{1} {0}", "{0:yyyy-MM-dd HH:mm} UTC", CultureInfo.InvariantCulture);

    readonly CultureInfo _culture;
    readonly (string Greeting, string Amount, string Time) _formats;

    LanguageFormat(string greeting, string amount, string time, CultureInfo culture) => (_formats, _culture) = ((greeting, amount, time), culture);

    /// <summary>The format of a language.</summary>
    /// <param name="language">A primary language tag of BCP 47.</param>
    public static LanguageFormat Of(string language) => language switch { "en" => English, "de" => German, _ => Other };

    /// <summary>Addresses a reader, without a comma at the end.</summary>
    public string Greet(string name) => string.Format(_culture, _formats.Greeting, name);

    /// <summary>Writes an amount, with as many decimals as its currency has.</summary>
    public string Amount(decimal amount, string currency)
    {
        var decimals = Currency.TryFind(currency, out var known) ? known.Decimals : 2;
        return string.Format(_culture, _formats.Amount, amount.ToString($"F{decimals}", _culture), currency);
    }

    /// <summary>Writes a time.</summary>
    public string Time(DateTimeOffset time) => string.Format(_culture, _formats.Time, time.UtcDateTime);

    // The program has no data of languages (InvariantGlobalization).
    static CultureInfo Culture(string decimalSeparator, params string[] months)
    {
        var culture = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        culture.NumberFormat.NumberDecimalSeparator = decimalSeparator;
        culture.DateTimeFormat.MonthNames = culture.DateTimeFormat.MonthGenitiveNames = [.. months, ""];
        return culture;
    }
}
