using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Catalog;

/// <summary>A product to create or replace. Without variants it has one, with the product's SKU and price.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Category">Slug of its main category.</param>
/// <param name="Description">Its description, in plain text.</param>
/// <param name="Brand">Its brand.</param>
/// <param name="Tags">Free labels, at most 50.</param>
/// <param name="Attributes">Properties, at most 50: texts up to 500 characters, numbers and booleans.</param>
/// <param name="Images">Images, the main one first, at most 20, which were uploaded before.</param>
/// <param name="Active">Whether it is shown in lists and can be bought; true by default.</param>
/// <param name="Variants">Its variants, at most 100.</param>
/// <param name="Sku">The SKU of a product without variants; generated if absent.</param>
/// <param name="Price">The price of a product without variants, above 0.</param>
/// <param name="Currency">ISO 4217 code; that of the shop (<c>Shop:Currency</c>) by default.</param>
/// <param name="WeightGrams">The weight of a product without variants, in grams.</param>
/// <param name="Options">
/// The options in which its variants differ, at most 4, in order. Each variant then has exactly one value of each, and no two have the same values. Without them,
/// variants have any options.
/// </param>
/// <param name="Categories">Slugs of further categories that show it, at most 10. The main one and repetitions are left out.</param>
public sealed record ProductRequest(
    [property: Required, MaxLength(ProductRules.TitleMax), Bounds(LengthMin = 1)] string Name,
    [property: Required, MaxLength(64)] string Category,
    [property: MaxLength(ProductRules.DescriptionMax)] string? Description = null,
    [property: Line(100)] string? Brand = null,
    [property: MaxLength(50)] IReadOnlyList<string>? Tags = null,
    IReadOnlyDictionary<string, JsonElement>? Attributes = null,
    [property: MaxLength(20)] IReadOnlyList<ProductImageRequest>? Images = null,
    bool Active = true,
    [property: MaxLength(100)] IReadOnlyList<VariantRequest>? Variants = null,
    [property: Bounds(LengthMin = 1, LengthMax = ProductRules.SkuMax)] string? Sku = null,
    [property: Bounds(Min = ProductRules.PriceMin, Max = (double)ProductRules.PriceMax)] decimal? Price = null,
    [property: Bounds(LengthMin = 3, LengthMax = 3)] string? Currency = null,
    [property: Range(0, 1_000_000)] int? WeightGrams = null,
    [property: MaxLength(OptionMatrix.OptionsMax)] IReadOnlyList<ProductOptionRequest>? Options = null,
    [property: MaxLength(ProductCategories.CountMax)] IReadOnlyList<string>? Categories = null);

/// <summary>An option of a product to create or replace.</summary>
/// <param name="Name">Its name, at most 50 characters, without an equals sign.</param>
/// <param name="Values">Its values in order, 1 to 100 of at most 50 characters. A value may have no variant.</param>
public sealed record ProductOptionRequest(
    [property: Bounds(LengthMin = 1, LengthMax = ProductRules.NameMax)] string Name, [property: Length(1, OptionMatrix.ValuesMax)] IReadOnlyList<string> Values);

/// <summary>An image of a product to create or replace.</summary>
/// <param name="Url">The URL of an uploaded image, a path of this shop; that of any size.</param>
/// <param name="Alt">Alternative text.</param>
public sealed record ProductImageRequest(
    [property: Bounds(LengthMin = 1, LengthMax = ProductRules.UrlMax)] string Url, [property: Bounds(LengthMax = ProductRules.AltMax)] string? Alt = null);

/// <summary>A variant to create or replace.</summary>
/// <param name="Sku">Stock keeping unit: letters, digits, dots, dashes and underscores, at most 64.</param>
/// <param name="Price">Price of one unit, above 0. A bundle with <c>discountPercent</c> needs none, and one that is sent is not used.</param>
/// <param name="Currency">ISO 4217 code; that of the product by default.</param>
/// <param name="Options">Its option values by name, at most 10.</param>
/// <param name="WeightGrams">Weight of one unit in grams. That of a bundle is the sum of its parts, whatever is sent.</param>
/// <param name="Image">The URL of the product's image that shows this variant; null for the main one.</param>
/// <param name="Parts">What one unit of a bundle consists of: 2 to 20 parts, or one with a quantity of at least 2. Null or empty if it is no bundle.</param>
/// <param name="DiscountPercent">The price of a bundle is the sum of its parts less this, 0 to 90 with 2 decimals; null if its price is fixed.</param>
public sealed record VariantRequest(
    [property: Required, Bounds(LengthMin = 1, LengthMax = ProductRules.SkuMax)] string Sku,
    [property: Bounds(Min = ProductRules.PriceMin, Max = (double)ProductRules.PriceMax)] decimal? Price = null,
    [property: Bounds(LengthMin = 3, LengthMax = 3)] string? Currency = null,
    IReadOnlyDictionary<string, string>? Options = null,
    [property: Range(0, 1_000_000)] int? WeightGrams = null,
    [property: Bounds(LengthMin = 1, LengthMax = ProductRules.UrlMax)] string? Image = null,
    [property: MaxLength(BundleRules.PartsMax)] IReadOnlyList<BundlePartRequest>? Parts = null,
    [property: Bounds(Min = 0, Max = BundleRules.DiscountMax)] decimal? DiscountPercent = null);
