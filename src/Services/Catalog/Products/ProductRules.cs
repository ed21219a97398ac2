using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cartwright.Catalog;

/// <summary>The rules of a product that annotations cannot say. Names fields as clients write them.</summary>
internal static partial class ProductRules
{
    /// <summary>The highest price of a unit.</summary>
    public const decimal PriceMax = 9_999_999.99m;

    const int AttributesMax = 50;
    const int OptionsMax = 10;
    const int NameMax = 50;
    const int AttributeTextMax = 500;
    const int UrlMax = 2048;

    /// <summary>Checks what was written; the draft is null exactly when there are errors.</summary>
    /// <param name="id">The product's id.</param>
    /// <param name="input">What was written.</param>
    /// <param name="errors">Receives what is wrong, by field.</param>
    /// <param name="prefix">Stands before every field, for example <c>items[3].</c></param>
    /// <param name="currentSku">The SKU that a product without variants already has.</param>
    public static ProductDraft? Check(Guid id, ProductRequest input, Dictionary<string, string[]> errors, string prefix = "", string? currentSku = null)
    {
        var before = errors.Count;
        void Wrong(string field, string message) => errors.TryAdd(prefix + field, [message]);

        if (string.IsNullOrWhiteSpace(input.Name))
        {
            Wrong("name", "A name is needed.");
        }

        var firstCurrency = input.Variants is [{ Currency: { } first }, ..] ? first : null;
        var currency = input.Currency ?? firstCurrency ?? "EUR";
        if (!Currencies.IsKnown(currency))
        {
            Wrong(input.Currency is null && firstCurrency is not null ? "variants[0].currency" : "currency", "This is no ISO 4217 code of a currency.");
        }

        CheckTags(input.Tags ?? [], Wrong);
        CheckAttributes(input.Attributes, Wrong);
        CheckImages(input.Images ?? [], Wrong);
        var variants = input.Variants is { Count: > 0 } several
            ? CheckVariants(several, currency, Wrong)
            : [CheckOnly(id, input, currentSku, Wrong)];

        return errors.Count > before
            ? null
            : new ProductDraft(
                id, input.Name.Trim(), input.Category, input.Description ?? "", input.Brand, input.Tags ?? [],
                input.Attributes ?? new Dictionary<string, JsonElement>(), input.Images ?? [], input.Active, variants.Min(v => v.Price), currency, variants);
    }

    static void CheckTags(IReadOnlyList<string> tags, Action<string, string> wrong)
    {
        for (var i = 0; i < tags.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(tags[i]) || tags[i].Length > NameMax)
            {
                wrong($"tags[{i}]", $"A tag has 1 to {NameMax} characters.");
            }
        }
    }

    static void CheckAttributes(IReadOnlyDictionary<string, JsonElement>? attributes, Action<string, string> wrong)
    {
        if (attributes?.Count > AttributesMax)
        {
            wrong("attributes", $"At most {AttributesMax} attributes are possible.");
        }

        foreach (var (name, value) in attributes ?? new Dictionary<string, JsonElement>())
        {
            if (string.IsNullOrWhiteSpace(name) || name.Length > NameMax)
            {
                wrong("attributes", $"The name of an attribute has 1 to {NameMax} characters.");
            }
            else if (!IsAttributeValue(value))
            {
                wrong($"attributes.{name}", $"An attribute is a text of at most {AttributeTextMax} characters, a number, or true or false.");
            }
        }
    }

    static bool IsAttributeValue(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.True or JsonValueKind.False:
                return true;
            case JsonValueKind.Number:
                return value.TryGetDecimal(out _);
            case JsonValueKind.String:
                try
                {
                    return value.GetString() is { Length: <= AttributeTextMax } text && !text.Contains('\0', StringComparison.Ordinal);
                }
                catch (InvalidOperationException)
                {
                    // Half of a surrogate pair.
                    return false;
                }

            default:
                return false;
        }
    }

    static void CheckImages(IReadOnlyList<ProductImage> images, Action<string, string> wrong)
    {
        for (var i = 0; i < images.Count; i++)
        {
            if (images[i] is not { Url: { } url, Alt: var alt } || !IsImageUrl(url))
            {
                wrong($"images[{i}].url", "The address of an image is a path of this shop or an http(s) address.");
            }
            else if (alt?.Length > AttributeTextMax)
            {
                wrong($"images[{i}].alt", $"At most {AttributeTextMax} characters are possible.");
            }
        }
    }

    static bool IsImageUrl(string url) =>
        url.Length <= UrlMax
        && (url.StartsWith("/api/products/images/", StringComparison.Ordinal)
            || (Uri.TryCreate(url, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"));

    static List<VariantDraft> CheckVariants(IReadOnlyList<VariantRequest> variants, string currency, Action<string, string> wrong)
    {
        var drafts = new List<VariantDraft>(variants.Count);
        var skus = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < variants.Count; i++)
        {
            if (variants[i] is not { } variant)
            {
                wrong($"variants[{i}]", "A variant is needed here.");
                continue;
            }

            CheckSku($"variants[{i}].sku", variant.Sku, wrong);
            CheckPrice($"variants[{i}].price", variant.Price, wrong);
            if (!skus.Add(variant.Sku))
            {
                wrong($"variants[{i}].sku", "Another variant has the same SKU.");
            }

            if ((variant.Currency ?? currency) != currency)
            {
                wrong($"variants[{i}].currency", "All variants of a product have the same currency.");
            }

            if (variant.Options is { } options
                && (options.Count > OptionsMax || options.Any(o => o.Key.Length is 0 or > NameMax || o.Value is not { Length: > 0 and <= NameMax })))
            {
                wrong($"variants[{i}].options", $"At most {OptionsMax} options are possible, with names and values of 1 to {NameMax} characters.");
            }

            drafts.Add(new($"variants[{i}].sku", variant.Sku, variant.Price, variant.Options ?? new Dictionary<string, string>(), variant.WeightGrams ?? 0));
        }

        return drafts;
    }

    static VariantDraft CheckOnly(Guid id, ProductRequest input, string? currentSku, Action<string, string> wrong)
    {
        var sku = input.Sku ?? currentSku ?? id.ToString("N");
        CheckSku("sku", sku, wrong);
        if (input.Price is { } price)
        {
            CheckPrice("price", price, wrong);
        }
        else
        {
            wrong("price", "A product without variants needs a price.");
        }

        return new("sku", sku, input.Price ?? 0, new Dictionary<string, string>(), input.WeightGrams ?? 0);
    }

    static void CheckSku(string field, string? sku, Action<string, string> wrong)
    {
        if (sku is null || !Sku().IsMatch(sku))
        {
            wrong(field, "A SKU has 1 to 64 letters, digits, dots, dashes and underscores.");
        }
    }

    static void CheckPrice(string field, decimal price, Action<string, string> wrong)
    {
        if (price is <= 0 or > PriceMax || decimal.Round(price, 2) != price)
        {
            wrong(field, $"A price is above 0, at most {PriceMax.ToString(System.Globalization.CultureInfo.InvariantCulture)}, with at most 2 decimals.");
        }
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex Sku();
}
