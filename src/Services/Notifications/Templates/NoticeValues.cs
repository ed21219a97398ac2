using System.Collections.Frozen;
using System.Globalization;

namespace Cartwright.Notifications;

/// <summary>
/// The values of placeholders. An event handler gives them as texts that no language has formatted, amounts as <see cref="Amount"/> and times as <see cref="Time"/>.
/// A new placeholder needs a line here only if its value is formatted, or if it has a telling sample.
/// </summary>
internal static class NoticeValues
{
    /// <summary>The placeholder that every template may contain: the name of the shop.</summary>
    public const string Shop = "shop";

    static readonly FrozenDictionary<string, (Func<string, LanguageFormat, string> Format, string Sample)> Known =
        new Dictionary<string, (Func<string, LanguageFormat, string>, string)>
        {
            ["username"] = (AsIs, "ada"),
            ["number"] = (AsIs, "CW-7K2M9-QX4T8"),
            ["reason"] = (AsIs, "Sold out."),
            ["total"] = (FormatAmount, "EUR 129.90"),
            ["method"] = (AsIs, "Express"),
            ["carrier"] = (AsIs, "DHL"),
            ["trackingNumber"] = (AsIs, "00340434161094042557"),
            ["trackingUrl"] = (FormatLink, "https://carrier.example/00340434161094042557"),
            ["payBefore"] = (FormatTime, "2026-05-01T10:00:00Z"),
            ["expiresAt"] = (FormatTime, "2026-05-01T10:30:00Z"),
            ["changedAt"] = (FormatTime, "2026-05-01T09:00:00Z"),
            ["return"] = (AsIs, "CR-7K2M9-QX4T8"),
            ["items"] = (AsIs, "2 × Lamp"),
            ["arriveBefore"] = (FormatTime, "2026-05-31T10:00:00Z"),
            ["refund"] = (FormatAmount, "EUR 64.95"),
            ["partial"] = (AsIs, ""),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>An amount as a value.</summary>
    public static string Amount(decimal amount, string currency) => string.Create(CultureInfo.InvariantCulture, $"{currency} {amount}");

    /// <summary>A time as a value.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);

    /// <summary>Whether the value of a placeholder is the address of a web page or nothing, whatever an event says.</summary>
    public static bool IsLink(string placeholder) => Known.TryGetValue(placeholder, out var known) && known.Format == FormatLink;

    /// <summary>A value for each placeholder, for previews.</summary>
    public static IReadOnlyDictionary<string, string> Samples(IEnumerable<string> placeholders) =>
        placeholders.ToDictionary(name => name, name => Known.TryGetValue(name, out var known) ? known.Sample : name);

    /// <summary>The values as a language writes them. A value that cannot be read as an amount or a time stays as it is.</summary>
    public static IReadOnlyDictionary<string, string> Format(IReadOnlyDictionary<string, string> values, string language)
    {
        var format = LanguageFormat.Of(language);
        return values.ToDictionary(v => v.Key, v => Known.TryGetValue(v.Key, out var known) ? known.Format(v.Value, format) : v.Value);
    }

    static string AsIs(string value, LanguageFormat format) => value;

    static string FormatAmount(string value, LanguageFormat format) =>
        value.Split(' ') is [var currency, var number] && decimal.TryParse(number, NumberStyles.Number, CultureInfo.InvariantCulture, out var amount)
            ? format.Amount(amount, currency)
            : value;

    static string FormatTime(string value, LanguageFormat format) =>
        DateTimeOffset.TryParseExact(value, "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? format.Time(time)
            : value;

    // A template may link to it.
    static string FormatLink(string value, LanguageFormat format) =>
        Uri.TryCreate(value, UriKind.Absolute, out var link) && (link.Scheme == Uri.UriSchemeHttps || link.Scheme == Uri.UriSchemeHttp) ? value : "";
}
