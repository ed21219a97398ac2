using System.Globalization;
using Cartwright.Contracts;

namespace Cartwright.Storefront.Shop;

/// <summary>How amounts, times and places are written for people.</summary>
internal static class Display
{
    /// <summary>An amount with the decimals of its currency: €1,980.00, ¥1,980, KWD 1.234.</summary>
    public static string Money(decimal amount, string currency)
    {
        var decimals = Currency.TryFind(currency, out var known) ? known.Decimals : 2;
        var number = amount.ToString($"N{decimals}", CultureInfo.InvariantCulture);
        var symbol = Symbol(currency);
        return symbol == currency ? currency + " " + number : symbol + number;
    }

    /// <summary>The sign of a currency, or its code.</summary>
    public static string Symbol(string currency) => currency switch
    {
        "EUR" => "€",
        "USD" => "$",
        "GBP" => "£",
        "JPY" => "¥",
        _ => currency,
    };

    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy", CultureInfo.InvariantCulture);

    public static string DateAndTime(DateTimeOffset time) => time.UtcDateTime.ToString("d MMMM yyyy, HH:mm 'UTC'", CultureInfo.InvariantCulture);

    /// <summary>The time as <c>&lt;time datetime&gt;</c> wants it.</summary>
    public static string Machine(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    public static string Count(int count, string one, string many) => count == 1 ? $"1 {one}" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} {many}");

    /// <summary>The chosen variant in a line: <c>Size M, Colour Blue</c>.</summary>
    public static string Options(IReadOnlyDictionary<string, string>? options) =>
        options is null ? "" : string.Join(", ", options.Select(x => $"{Label(x.Key)} {x.Value}"));

    /// <summary>A field name as a heading: <c>screenSize</c> and <c>screen_size</c> are "Screen size".</summary>
    public static string Label(string name)
    {
        var words = string.Concat(name.Select(c => c is '_' or '-' ? " " : char.IsUpper(c) ? " " + char.ToLowerInvariant(c) : c.ToString())).Trim();
        return words.Length == 0 ? name : char.ToUpperInvariant(words[0]) + words[1..];
    }

    /// <summary>An address in one line.</summary>
    public static string Address(PostalAddress address) => string.Join(", ", AddressLines(address));

    /// <summary>An address as it is written on a parcel, with the name of the country, or its code when no country has it.</summary>
    public static IReadOnlyList<string> AddressLines(PostalAddress address)
    {
        var country = Country.TryFind(address.Country, out var known) ? known.Name : address.Country;
        var city = $"{address.ZipCode} {address.City}".Trim();
        string?[] lines = [address.Recipient, address.Company, address.Street, address.Street2, city, address.State, country];
        return [.. lines.OfType<string>().Where(line => line.Length > 0)];
    }
}
