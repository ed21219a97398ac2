using System.Text.Json;
using System.Text.RegularExpressions;
using Cartwright.Contracts;

namespace Cartwright.Catalog;

/// <summary>The rules of a product that annotations cannot express. Fields are named as in the JSON.</summary>
internal static partial class ProductRules
{
    /// <summary>The highest price of a unit.</summary>
    public const decimal PriceMax = 9_999_999.99m;

    /// <summary>The longest name of a product, in characters.</summary>
    public const int TitleMax = 200;

    /// <summary>The longest description, in characters.</summary>
    public const int DescriptionMax = 10_000;

    /// <summary>The longest SKU, in characters.</summary>
    public const int SkuMax = 64;

    /// <summary>The longest URL of an image, in characters.</summary>
    public const int UrlMax = 2048;

    /// <summary>The longest alternative text of an image, in characters.</summary>
    public const int AltMax = 500;

    /// <summary>A bound of prices, below the least one: a minor unit of the currencies with the smallest.</summary>
    public const double PriceMin = 0.001;

    /// <summary>The longest tag, name of an attribute or option, and value of an option, in characters.</summary>
    public const int NameMax = 50;

    const int AttributesMax = 50;
    const int OptionsMax = 10;
    const int AttributeTextMax = 500;

    /// <summary>Validates a product; returns null exactly if there are errors.</summary>
    /// <param name="id">The product's id.</param>
    /// <param name="input">The product of the request.</param>
    /// <param name="shopCurrency">The currency of a product that states none (ISO 4217).</param>
    /// <param name="errors">Receives the errors by field.</param>
    /// <param name="prefix">The prefix of every field, for example <c>items[3].</c></param>
    /// <param name="currentSku">The current SKU of a product without variants.</param>
    public static ProductDraft? Check(
        Guid id, ProductRequest input, string shopCurrency, Dictionary<string, string[]> errors, string prefix = "", string? currentSku = null)
    {
        var before = errors.Count;
        void AddError(string field, string message) => errors.TryAdd(prefix + field, [message]);

        if (!VisibleText.IsLine(input.Name, 1, TitleMax))
        {
            AddError("name", $"Use one line of 1 to {TitleMax} visible characters.");
        }

        if (input.Description is { } description && !VisibleText.IsText(description, DescriptionMax))
        {
            AddError("description", $"Use at most {DescriptionMax} visible characters.");
        }

        var firstCurrency = input.Variants is [{ Currency: { } first }, ..] ? first : null;
        var code = input.Currency ?? firstCurrency ?? shopCurrency;
        if (!Currency.TryFind(code, out var currency))
        {
            AddError(input.Currency is null && firstCurrency is not null ? "variants[0].currency" : "currency", "This is no ISO 4217 code of a currency.");
        }

        CheckTags(input.Tags ?? [], AddError);
        CheckCategories(input.Categories ?? [], AddError);
        CheckAttributes(input.Attributes, AddError);
        CheckImages(input.Images ?? [], AddError);
        var variants = input.Variants is { Count: > 0 } several
            ? CheckVariants(several, input.Images ?? [], code, currency, AddError)
            : [CheckOnly(id, input, currentSku, currency, AddError)];

        IReadOnlyList<ProductOption> declared = [.. (input.Options ?? []).Select(o => new ProductOption(o?.Name!, o?.Values!))];
        if (declared.Count > 0)
        {
            OptionMatrix.Check(declared, input.Variants ?? [], AddError);
        }

        return errors.Count > before
            ? null
            : new ProductDraft(
                id, input.Name.Trim(), input.Category, input.Description ?? "", input.Brand, input.Tags ?? [],
                input.Attributes ?? new Dictionary<string, JsonElement>(), ImagesOf(input), input.Active, variants.Min(v => v.Price), code, variants)
            {
                Options = declared.Count > 0 ? declared : OptionMatrix.Of(null, areDeclared: false, [.. variants.Select(v => v.Options)]),
                AreOptionsDeclared = declared.Count > 0,
                Categories = ProductCategories.Distinct(input.Categories ?? [], input.Category),
            };
    }

    // Their sizes are looked up where the product is stored.
    static List<ProductImage> ImagesOf(ProductRequest input) => [.. (input.Images ?? []).Select(i => new ProductImage(i.Url, i.Alt))];

    /// <summary>Whether a text can be a tag, the name of an attribute or option, or the value of an option.</summary>
    public static bool IsName(string? text) => text is not null && VisibleText.IsLine(text, 1, NameMax);

    static void CheckTags(IReadOnlyList<string> tags, Action<string, string> addError)
    {
        for (var i = 0; i < tags.Count; i++)
        {
            if (!IsName(tags[i]))
            {
                addError($"tags[{i}]", $"A tag has 1 to {NameMax} visible characters.");
            }
        }
    }

    // Whether they exist is looked up where the product is stored.
    static void CheckCategories(IReadOnlyList<string> categories, Action<string, string> addError)
    {
        if (categories.Count > ProductCategories.CountMax)
        {
            addError("categories", $"At most {ProductCategories.CountMax} further categories are possible.");
        }

        for (var i = 0; i < categories.Count; i++)
        {
            if (categories[i] is not { } category || !Slug.IsSlug(category))
            {
                addError($"categories[{i}]", "The slug of a category is needed here.");
            }
        }
    }

    static void CheckAttributes(IReadOnlyDictionary<string, JsonElement>? attributes, Action<string, string> addError)
    {
        if (attributes?.Count > AttributesMax)
        {
            addError("attributes", $"At most {AttributesMax} attributes are possible.");
        }

        foreach (var (name, value) in attributes ?? new Dictionary<string, JsonElement>())
        {
            if (!IsName(name))
            {
                addError("attributes", $"The name of an attribute has 1 to {NameMax} visible characters.");
            }
            else if (!IsAttributeValue(value))
            {
                addError($"attributes.{name}", $"An attribute is a text of at most {AttributeTextMax} visible characters, a number, or true or false.");
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
                    return VisibleText.IsText(value.GetString()!, AttributeTextMax);
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

    // An image of another host could not be shown, and fetching it would let a request choose where the shop connects to.
    static void CheckImages(IReadOnlyList<ProductImageRequest> images, Action<string, string> addError)
    {
        for (var i = 0; i < images.Count; i++)
        {
            if (images[i] is not { Url: { } url, Alt: var alt } || ImageName.OfUrl(url) is null)
            {
                addError($"images[{i}].url", $"Upload the image with POST {UploadImage.Path}, and use the url of the answer.");
            }
            else if (alt is not null && !VisibleText.IsLine(alt, 0, AltMax))
            {
                addError($"images[{i}].alt", $"Use one line of at most {AltMax} visible characters.");
            }
        }
    }

    static List<VariantDraft> CheckVariants(
        IReadOnlyList<VariantRequest> variants, IReadOnlyList<ProductImageRequest> images, string code, Currency? currency, Action<string, string> addError)
    {
        var shown = images.Select(image => ImageName.OfUrl(image?.Url)?.Hash).ToHashSet();
        var drafts = new List<VariantDraft>(variants.Count);
        var skus = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < variants.Count; i++)
        {
            if (variants[i] is not { } variant)
            {
                addError($"variants[{i}]", "A variant is needed here.");
                continue;
            }

            CheckSku($"variants[{i}].sku", variant.Sku, addError);
            var parts = BundleRules.Check($"variants[{i}]", variant, addError);
            // The price of a bundle with a discount is computed where its parts are looked up.
            var price = parts.Count > 0 && variant.DiscountPercent is not null ? PriceMax : CheckPrice($"variants[{i}].price", variant.Price ?? 0, currency, addError);
            if (!skus.Add(variant.Sku))
            {
                addError($"variants[{i}].sku", "Another variant has the same SKU.");
            }

            if ((variant.Currency ?? code) != code)
            {
                addError($"variants[{i}].currency", "All variants of a product have the same currency.");
            }

            if (variant.Options is { } options
                && (options.Count > OptionsMax || options.Any(o => !IsName(o.Key) || !IsName(o.Value))))
            {
                addError($"variants[{i}].options", $"At most {OptionsMax} options are possible, with names and values of 1 to {NameMax} visible characters.");
            }

            if (variant.Image is not null && (ImageName.OfUrl(variant.Image)?.Hash is not { } hash || !shown.Contains(hash)))
            {
                addError($"variants[{i}].image", "Use the url of one of the product's images.");
            }

            drafts.Add(new(
                $"variants[{i}].sku", variant.Sku, price, variant.Options ?? new Dictionary<string, string>(), variant.WeightGrams ?? 0, variant.Image)
            {
                Parts = parts,
                DiscountPercent = parts.Count > 0 ? variant.DiscountPercent : null,
            });
        }

        return drafts;
    }

    static VariantDraft CheckOnly(Guid id, ProductRequest input, string? currentSku, Currency? currency, Action<string, string> addError)
    {
        var sku = input.Sku ?? currentSku ?? id.ToString("N");
        CheckSku("sku", sku, addError);
        if (input.Price is null)
        {
            addError("price", "A product without variants needs a price.");
        }

        var price = input.Price is { } given ? CheckPrice("price", given, currency, addError) : 0;
        return new("sku", sku, price, new Dictionary<string, string>(), input.WeightGrams ?? 0);
    }

    /// <summary>Whether a text can be a SKU.</summary>
    public static bool IsSku(string? text) => text is not null && Sku().IsMatch(text);

    static void CheckSku(string field, string? sku, Action<string, string> addError)
    {
        if (!IsSku(sku))
        {
            addError(field, "A SKU has 1 to 64 letters, digits, dots, dashes and underscores.");
        }
    }

    /// <summary>Returns the price with the decimals of the currency; nothing is checked against a currency that is unknown.</summary>
    static decimal CheckPrice(string field, decimal price, Currency? currency, Action<string, string> addError)
    {
        if (price is <= 0 or > PriceMax)
        {
            addError(field, $"A price is above 0 and at most {PriceMax.ToString(System.Globalization.CultureInfo.InvariantCulture)}.");
        }
        else if (currency?.Represents(price) == false)
        {
            addError(field, currency.DecimalsRule);
        }
        else if (currency is not null)
        {
            return new Money(price, currency).Amount;
        }

        return price;
    }

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,64}\z")]
    private static partial Regex Sku();
}
