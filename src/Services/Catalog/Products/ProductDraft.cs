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
}

/// <summary>A validated variant.</summary>
/// <param name="SkuField">The field of the request that holds its SKU.</param>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Price">Price of one unit.</param>
/// <param name="Options">Its option values by name.</param>
/// <param name="WeightGrams">Weight of one unit in grams.</param>
internal sealed record VariantDraft(string SkuField, string Sku, decimal Price, IReadOnlyDictionary<string, string> Options, int WeightGrams);
