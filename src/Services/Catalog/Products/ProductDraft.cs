using System.Text.Json;

namespace Cartwright.Catalog;

/// <summary>A product that passed the rules, with everything filled in, ready to be stored.</summary>
internal sealed record ProductDraft(
    Guid Id, string Name, string Category, string Description, string? Brand, IReadOnlyList<string> Tags,
    IReadOnlyDictionary<string, JsonElement> Attributes, IReadOnlyList<ProductImage> Images, bool Active, decimal Price, string Currency,
    IReadOnlyList<VariantDraft> Variants);

/// <summary>A variant that passed the rules.</summary>
/// <param name="SkuField">Where its SKU stands in the request.</param>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Price">Price of one unit.</param>
/// <param name="Options">What sets it apart.</param>
/// <param name="WeightGrams">Weight of one unit in grams.</param>
internal sealed record VariantDraft(string SkuField, string Sku, decimal Price, IReadOnlyDictionary<string, string> Options, int WeightGrams);
