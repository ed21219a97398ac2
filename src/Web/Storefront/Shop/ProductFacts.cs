using System.Globalization;
using System.Text.Json;
using Cartwright.Storefront.Api;

namespace Cartwright.Storefront.Shop;

/// <summary>The attributes of a product as its page lists them.</summary>
internal static class ProductFacts
{
    /// <summary>Labels and values: first the attributes that the category declares, from the root down, then the others in the order of the product.</summary>
    /// <param name="attributes">The attributes of the product.</param>
    /// <param name="category">Its main category; null if it is not known yet.</param>
    /// <param name="all">All categories.</param>
    public static IReadOnlyList<(string Label, string Value)> Of(
        IReadOnlyDictionary<string, JsonElement>? attributes, Category? category, IReadOnlyList<Category> all)
    {
        if (attributes is not { Count: > 0 })
        {
            return [];
        }

        var declared = (category?.Path ?? []).Select(step => all.FirstOrDefault(c => c.Slug == step.Slug)).SelectMany(c => c?.Attributes ?? [])
            // The category nearest to the product says what an attribute is called.
            .GroupBy(a => a.Name, StringComparer.OrdinalIgnoreCase).Select(g => g.Last()).Where(a => attributes.ContainsKey(a.Name)).ToList();
        return
        [
            .. declared.Select(a => (string.IsNullOrEmpty(a.Label) ? Display.Label(a.Name) : a.Label, Text(attributes[a.Name], a.Unit))),
            .. attributes.Where(a => !declared.Any(d => d.Name == a.Key)).Select(a => (Display.Label(a.Key), Text(a.Value, unit: null))),
        ];
    }

    static string Text(JsonElement value, string? unit) => value.ValueKind switch
    {
        JsonValueKind.True => "Yes",
        JsonValueKind.False => "No",
        JsonValueKind.Number when value.TryGetDecimal(out var number) && !string.IsNullOrEmpty(unit) => string.Create(CultureInfo.InvariantCulture, $"{number} {unit}"),
        _ => value.ToString(),
    };
}
