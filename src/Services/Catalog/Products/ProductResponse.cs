using System.Text.Json;

namespace Cartwright.Catalog;

/// <summary>A product.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Slug">Its name in addresses, unique. A new name of the product gives it a new one, and the old one still finds it.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">Its description, in plain text.</param>
/// <param name="Category">Slug of its main category.</param>
/// <param name="Brand">Its brand, if any.</param>
/// <param name="Price">The lowest price of its variants.</param>
/// <param name="Currency">ISO 4217 code, the same for all variants.</param>
/// <param name="Tags">Free labels.</param>
/// <param name="Attributes">Properties: texts, numbers and booleans by name.</param>
/// <param name="Images">Images, the main one first.</param>
/// <param name="Active">Whether it is shown in lists and can be bought.</param>
/// <param name="Available">Units that can be ordered now, over all variants; eventually consistent with inventory.</param>
/// <param name="Version">Rises by one with each edit.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="UpdatedAt">When it was last edited.</param>
/// <param name="Variants">Its variants, at least one.</param>
/// <param name="Options">
/// The options in which its variants differ, with their values in order: each variant has exactly one value of each, and no two have the same. Empty if its
/// variants are no such matrix.
/// </param>
/// <param name="Categories">Slugs of the further categories that show it.</param>
public sealed record ProductResponse(
    Guid Id, string Slug, string Name, string Description, string Category, string? Brand, decimal Price, string Currency, IReadOnlyList<string> Tags,
    IReadOnlyDictionary<string, JsonElement> Attributes, IReadOnlyList<ProductImage> Images, bool Active, int Available, int Version,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, IReadOnlyList<VariantResponse> Variants, IReadOnlyList<ProductOption> Options,
    IReadOnlyList<string> Categories);

/// <summary>A variant of a product.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Sku">Stock keeping unit, unique over the whole catalog.</param>
/// <param name="Price">Price of one unit.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Options">Its option values by name, for example <c>size</c>.</param>
/// <param name="WeightGrams">Weight of one unit in grams.</param>
/// <param name="Available">Units that can be ordered now.</param>
/// <param name="Image">The URL of the product's image that shows it; null for the main one.</param>
/// <param name="Parts">What one unit of a bundle consists of; null when it is no bundle.</param>
/// <param name="DiscountPercent">The discount on the sum of its parts from which the price of a bundle is computed; null when its price is fixed.</param>
public sealed record VariantResponse(
    Guid Id, string Sku, decimal Price, string Currency, IReadOnlyDictionary<string, string> Options, int WeightGrams, int Available,
    string? Image, IReadOnlyList<BundlePartResponse>? Parts, decimal? DiscountPercent);

/// <summary>A page of products.</summary>
/// <param name="Items">The products.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
/// <param name="Total">How many products all pages have, if the request asks for it with <c>total=true</c>; 10,000 stands for that many or more.</param>
/// <param name="Currency">The currency of all their prices, if the list is of one currency.</param>
public sealed record ProductListResponse(IReadOnlyList<ProductResponse> Items, string? NextCursor, long? Total, string? Currency);
