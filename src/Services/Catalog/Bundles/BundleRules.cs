using System.Globalization;

namespace Cartwright.Catalog;

/// <summary>The rules of bundles that need no other product.</summary>
internal static class BundleRules
{
    /// <summary>The most parts of a bundle.</summary>
    public const int PartsMax = 20;

    /// <summary>The most units of a part in one bundle.</summary>
    public const int QuantityMax = 100;

    /// <summary>The most bundles that one SKU is a part of, because an edit of a part writes them all.</summary>
    public const int BundlesMax = 100;

    /// <summary>The highest discount, in percent.</summary>
    public const int DiscountMax = 90;

    /// <summary>How many parts a bundle has.</summary>
    public static readonly string CountRule = FormattableString.Invariant($"A bundle has 2 to {PartsMax} parts, or one with a quantity of at least 2.");

    static readonly string QuantityRule = FormattableString.Invariant($"A quantity is 1 to {QuantityMax}.");
    static readonly string DiscountRule = FormattableString.Invariant($"A discount is 0 to {DiscountMax} percent, with at most 2 decimals.");

    /// <summary>Checks the parts and the discount of a variant.</summary>
    /// <param name="field">The field of the variant, for example <c>variants[0]</c>.</param>
    /// <param name="variant">The variant.</param>
    /// <param name="addError">Takes a field and what is wrong with it.</param>
    /// <returns>The parts; empty if it is no bundle.</returns>
    public static IReadOnlyList<BundlePart> Check(string field, VariantRequest variant, Action<string, string> addError)
    {
        if (variant.Parts is not { Count: > 0 } parts)
        {
            if (variant.DiscountPercent is not null)
            {
                addError($"{field}.discountPercent", "Only a bundle has a discount on its parts.");
            }

            return [];
        }

        if (variant.DiscountPercent is { } discount && (discount is < 0 or > DiscountMax || decimal.Round(discount, 2) != discount))
        {
            addError($"{field}.discountPercent", DiscountRule);
        }

        if (parts.Count > PartsMax || parts is [{ Quantity: 1 }])
        {
            addError($"{field}.parts", CountRule);
        }

        var skus = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (i, part) in parts.Index())
        {
            if (part is null)
            {
                addError($"{field}.parts[{i}]", "A part is needed here.");
                continue;
            }

            if (!ProductRules.IsSku(part.Sku))
            {
                addError($"{field}.parts[{i}].sku", "The SKU of a part is needed here.");
            }
            else if (!skus.Add(part.Sku))
            {
                addError($"{field}.parts[{i}].sku", "Another part has the same SKU.");
            }

            if (part.Quantity is < 1 or > QuantityMax)
            {
                addError($"{field}.parts[{i}].quantity", QuantityRule);
            }
        }

        return [.. parts.OfType<BundlePartRequest>().Select(part => new BundlePart(part.Sku, part.Quantity))];
    }

    /// <summary>Finds variants that an edit would make a bundle, or a plain SKU: orders and stock of the other kind refer to them.</summary>
    /// <param name="draft">The product as it becomes.</param>
    /// <param name="isBundle">Whether a SKU of the product is a bundle, by SKU, as they are stored.</param>
    /// <param name="addError">Takes a field and what is wrong with it.</param>
    public static void CheckKinds(ProductDraft draft, IReadOnlyDictionary<string, bool> isBundle, Action<string, string> addError)
    {
        foreach (var variant in draft.Variants)
        {
            if (isBundle.TryGetValue(variant.Sku, out var was) && was != variant.IsBundle)
            {
                addError(variant.FieldOf("parts"), was ? "A bundle keeps parts: use another SKU." : "A SKU does not become a bundle: use another SKU.");
            }
        }
    }

    /// <summary>Names some SKUs in a message.</summary>
    public static string Names(IReadOnlyCollection<string> skus)
    {
        const int NamedMax = 5;
        var named = string.Join(", ", skus.Order(StringComparer.Ordinal).Take(NamedMax));
        return skus.Count <= NamedMax ? named : string.Create(CultureInfo.InvariantCulture, $"{named} and {skus.Count - NamedMax} more");
    }
}
