using System.Globalization;
using System.Text.Json;

namespace Cartwright.Catalog.Feeds;

/// <summary>Reads texts of files as numbers and booleans.</summary>
internal static class FeedValues
{
    const int NumberMax = 40;

    /// <summary>A number; null if the text is none.</summary>
    /// <param name="text">The text.</param>
    /// <param name="decimalSeparator">A point or a comma. The other one may stand for thousands or for decimals, nobody knows, so a number has none.</param>
    public static decimal? Number(string text, char decimalSeparator)
    {
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint;
        var isPlain = text.Length <= NumberMax && !text.Contains(decimalSeparator == ',' ? '.' : ',', StringComparison.Ordinal);
        return isPlain && decimal.TryParse(text.Replace(decimalSeparator, '.'), Style, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>What is true or false; null if the text says neither.</summary>
    public static bool? Boolean(string text) => text.ToLowerInvariant() switch
    {
        "true" or "yes" or "1" => true,
        "false" or "no" or "0" => false,
        _ => null,
    };

    /// <summary>A text as the value of the type that a category declares; the text itself if it is none.</summary>
    public static JsonElement Convert(AttributeDeclaration attribute, JsonElement value, char decimalSeparator)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return value;
        }

        var text = value.GetString()!.Trim();
        return attribute.Type switch
        {
            AttributeDeclaration.Number when Number(text, decimalSeparator) is { } number => JsonSerializer.SerializeToElement(number, CatalogJson.Default.Decimal),
            AttributeDeclaration.Boolean when Boolean(text) is { } boolean => JsonElement.Parse(boolean ? "true" : "false"),
            AttributeDeclaration.Choice when attribute.Values?.FirstOrDefault(v => v.Equals(text, StringComparison.OrdinalIgnoreCase)) is { } choice =>
                JsonSerializer.SerializeToElement(choice, CatalogJson.Default.String),
            _ => value,
        };
    }
}
