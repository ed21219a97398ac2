using System.Text.Json;

namespace Cartwright.Catalog.Feeds;

/// <summary>A variant as it is stored.</summary>
internal sealed record CurrentVariant(string Sku, decimal Price, IReadOnlyDictionary<string, string> Options, int WeightGrams, string? Image = null)
{
    /// <summary>What one unit of a bundle consists of; null if it is none.</summary>
    public IReadOnlyList<BundlePart>? Parts { get; init; }

    /// <summary>The discount from which the price of a bundle is computed; null if its price is fixed.</summary>
    public decimal? DiscountPercent { get; init; }
}

/// <summary>A product as it is stored, with its variants in order.</summary>
internal sealed record CurrentProduct(
    Guid Id, int Version, string Name, string Description, string Category, string? Brand, string Currency, bool Active, string? Slug,
    IReadOnlyList<string> Tags, IReadOnlyDictionary<string, JsonElement> Attributes, IReadOnlyList<ProductImage> Images, IReadOnlyList<CurrentVariant> Variants)
{
    static readonly Dictionary<string, JsonElement> NoAttributes = [];

    /// <summary>Slugs of the categories beside its main one.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Its options as they are stored; null if an earlier version stored it.</summary>
    public IReadOnlyList<ProductOption>? Options { get; init; }

    /// <summary>Whether the options were declared, so that its variants must fit them.</summary>
    public bool AreOptionsDeclared { get; init; }

    /// <summary>The options that were declared; none if its variants have any.</summary>
    public IReadOnlyList<ProductOption> DeclaredOptions => AreOptionsDeclared ? Options ?? [] : [];

    /// <summary>It as a draft, which an edit changes.</summary>
    public ProductDraft ToDraft() => new(
        Id, Name, Category, Description, Brand, Tags, Attributes, Images, Active, Variants.Min(v => v.Price), Currency,
        [.. Variants.Select(v => new VariantDraft("sku", v.Sku, v.Price, v.Options, v.WeightGrams, v.Image) { Parts = v.Parts ?? [], DiscountPercent = v.DiscountPercent })])
    {
        Slug = Slug,
        Options = Options ?? [],
        AreOptionsDeclared = AreOptionsDeclared,
        Categories = Categories,
    };

    /// <summary>The fields in which a draft differs.</summary>
    public IEnumerable<(string Field, string Before, string After)> DifferencesTo(ProductDraft draft)
    {
        foreach (var (field, before, after) in new[]
        {
            ("name", Name, draft.Name), ("description", Description, draft.Description), ("category", Category, draft.Category),
            ("brand", Brand ?? "", draft.Brand ?? ""), ("currency", Currency, draft.Currency), ("active", Text(Active), Text(draft.Active)),
            ("tags", string.Join(" | ", Tags), string.Join(" | ", draft.Tags)),
            ("categories", string.Join(" | ", Categories), string.Join(" | ", draft.Categories)),
            ("images", Text(Images), Text(draft.Images)),
            ("options", Text(DeclaredOptions), Text(draft.AreOptionsDeclared ? draft.Options : [])),
        })
        {
            if (before != after)
            {
                yield return (field, before, after);
            }
        }

        foreach (var name in Attributes.Keys.Union(draft.Attributes.Keys))
        {
            var (before, after) = (Attributes.GetValueOrDefault(name), draft.Attributes.GetValueOrDefault(name));
            if (!Same(before, after))
            {
                yield return ($"attributes.{name}", Text(before), Text(after));
            }
        }

        for (var i = 0; i < draft.Variants.Count; i++)
        {
            foreach (var difference in VariantDifferences(i < Variants.Count ? Variants[i] : null, draft.Variants[i]))
            {
                yield return difference;
            }
        }
    }

    /// <summary>Whether a draft would change nothing.</summary>
    public bool IsSameAs(ProductDraft draft) =>
        Tags.SequenceEqual(draft.Tags) && Brand == draft.Brand && Variants.Count == draft.Variants.Count && !DifferencesTo(draft).Any();

    /// <summary>Whether a request says exactly what is stored, to the letter; what the rules would only tidy up is a difference.</summary>
    public bool IsSameAs(ProductRequest request) =>
        Name == request.Name && Description == request.Description && Category == request.Category && Brand == request.Brand && Currency == request.Currency
        && Active == request.Active && Tags.SequenceEqual(request.Tags ?? []) && SameAttributes(request.Attributes ?? NoAttributes)
        && Categories.SequenceEqual(request.Categories ?? []) && SameOptions(request.Options ?? [])
        && Variants.Count == (request.Variants?.Count ?? 0) && Variants.Zip(request.Variants ?? []).All(v => Same(v.First, v.Second));

    /// <summary>Whether it shows exactly these images.</summary>
    public bool Shows(IReadOnlyList<ProductImage> images) => Images.Select(i => i.Url).SequenceEqual(images.Select(i => i.Url));

    bool SameOptions(IReadOnlyList<ProductOptionRequest> options) => DeclaredOptions.Count == options.Count
        && DeclaredOptions.Zip(options).All(o => o.First.Name == o.Second.Name && o.First.Values.SequenceEqual(o.Second.Values));

    bool SameAttributes(IReadOnlyDictionary<string, JsonElement> attributes) => Attributes.Count == attributes.Count
        && Attributes.All(a => attributes.TryGetValue(a.Key, out var other) && a.Value.ValueKind is not (JsonValueKind.Array or JsonValueKind.Object) && Same(a.Value, other));

    /// <summary>Whether a SKU of the product is a bundle, by SKU.</summary>
    public IReadOnlyDictionary<string, bool> Kinds => Variants.ToDictionary(v => v.Sku, v => v.Parts is not null);

    // A bundle is a difference: its price is known when its parts are.
    static bool Same(CurrentVariant before, VariantRequest after) =>
        before.Parts is null && after.Parts is not { Count: > 0 }
        && before.Sku == after.Sku && before.Price == after.Price && before.WeightGrams == (after.WeightGrams ?? 0) && after.Currency is null
        && before.Options.Count == (after.Options?.Count ?? 0) && before.Options.All(o => after.Options!.TryGetValue(o.Key, out var value) && value == o.Value);

    static IEnumerable<(string Field, string Before, string After)> VariantDifferences(CurrentVariant? before, VariantDraft after)
    {
        if (before is null)
        {
            yield return ("sku", "", after.Sku);
            yield break;
        }

        if (before.Price != after.Price)
        {
            yield return ("price", Text(before.Price), Text(after.Price));
        }

        if (before.WeightGrams != after.WeightGrams)
        {
            yield return ("weight", Text(before.WeightGrams), Text(after.WeightGrams));
        }

        if (!(before.Parts ?? []).SequenceEqual(after.Parts))
        {
            yield return ("parts", string.Join(" | ", PartList.Write(before.Parts ?? [])), string.Join(" | ", PartList.Write(after.Parts)));
        }

        foreach (var name in before.Options.Keys.Union(after.Options.Keys))
        {
            var (was, becomes) = (before.Options.GetValueOrDefault(name, ""), after.Options.GetValueOrDefault(name, ""));
            if (was != becomes)
            {
                yield return ($"option.{name}", was, becomes);
            }
        }
    }

    /// <summary>Whether two values of an attribute are the same; undefined for none.</summary>
    public static bool Same(JsonElement before, JsonElement after) => before.ValueKind == after.ValueKind && before.ValueKind switch
    {
        JsonValueKind.String => before.ValueEquals(after.GetString()),
        JsonValueKind.Number => before.GetDecimal() == after.GetDecimal(),
        _ => true,
    };

    static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Undefined ? "" : value.ToString();

    static string Text(IReadOnlyList<ProductOption> options) => string.Join(" | ", DeclaredOptionList.Write(options));

    static string Text(IEnumerable<ProductImage> images) => string.Join(" | ", images.Select(i => i.Url));

    static string Text(bool value) => value ? "true" : "false";

    static string Text(IFormattable value) => value.ToString(null, System.Globalization.CultureInfo.InvariantCulture);
}
