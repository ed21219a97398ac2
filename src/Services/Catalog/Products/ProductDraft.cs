using System.Text.Json;

namespace Cartwright.Catalog;

/// <summary>A validated product with all defaults.</summary>
internal sealed record ProductDraft(
    Guid Id, string Name, string Category, string Description, string? Brand, IReadOnlyList<string> Tags,
    IReadOnlyDictionary<string, JsonElement> Attributes, IReadOnlyList<ProductImage> Images, bool Active, decimal Price, string Currency,
    IReadOnlyList<VariantDraft> Variants)
{
    /// <summary>Its name in addresses; null until it is chosen.</summary>
    public string? Slug { get; init; }

    /// <summary>Slugs of the categories beside its main one.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>Its options in order; empty if its variants are no matrix.</summary>
    public IReadOnlyList<ProductOption> Options { get; init; } = [];

    /// <summary>Whether the options were declared, so that its variants must fit them.</summary>
    public bool AreOptionsDeclared { get; init; }

    /// <summary>It with other images. A variant whose image is not among them has the main one.</summary>
    public ProductDraft Showing(IReadOnlyList<ProductImage> images) => this with
    {
        Images = images,
        Variants = [.. Variants.Select(v => images.Any(i => i.Url == v.Image) ? v : v with { Image = null })],
    };
}

/// <summary>A validated variant.</summary>
/// <param name="SkuField">The field of the request that holds its SKU.</param>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Price">Price of one unit.</param>
/// <param name="Options">Its option values by name.</param>
/// <param name="WeightGrams">Weight of one unit in grams.</param>
/// <param name="Image">The URL of the image of the product that shows it; null for the main one.</param>
internal sealed record VariantDraft(
    string SkuField, string Sku, decimal Price, IReadOnlyDictionary<string, string> Options, int WeightGrams, string? Image = null)
{
    /// <summary>What one unit of a bundle consists of; empty if it is none.</summary>
    public IReadOnlyList<BundlePart> Parts { get; init; } = [];

    /// <summary>The discount on the sum of its parts, from which the price of a bundle is computed; null if its price is fixed.</summary>
    public decimal? DiscountPercent { get; init; }

    /// <summary>Whether it consists of other SKUs.</summary>
    public bool IsBundle => Parts.Count > 0;

    /// <summary>Another field of the variant, as the request names it.</summary>
    public string FieldOf(string member) => SkuField[..^"sku".Length] + member;
}
