using System.Text.Json;

namespace Cartwright.Storefront.Api;

/// <summary>A product with everything that its page shows.</summary>
/// <param name="Id">The product.</param>
/// <param name="Name">Its name.</param>
/// <param name="Description">Plain text; paragraphs are separated by empty lines.</param>
/// <param name="Category">Slug of its category.</param>
/// <param name="Brand">Who makes it.</param>
/// <param name="Price">Price of its cheapest variant.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Tags">Words that it is found by.</param>
/// <param name="Attributes">Technical data by name: texts, numbers and booleans.</param>
/// <param name="Images">Pictures, the first one standing for the product in lists.</param>
/// <param name="Active">Whether it is on sale.</param>
/// <param name="Available">Units that can be bought, over all variants.</param>
/// <param name="Variants">Its variants; at least one.</param>
/// <param name="Slug">Its name in addresses; null in an answer that an earlier version of the catalog left in a cache.</param>
/// <param name="Options">The options in which its variants differ, in order; empty or null if they are no matrix.</param>
/// <param name="Categories">Slugs of the further categories that show it.</param>
public sealed record Product(
    Guid Id,
    string Name,
    string? Description,
    string Category,
    string? Brand,
    decimal Price,
    string Currency,
    IReadOnlyList<string>? Tags,
    IReadOnlyDictionary<string, JsonElement>? Attributes,
    IReadOnlyList<ProductImage>? Images,
    bool Active,
    int Available,
    IReadOnlyList<Variant>? Variants,
    string? Slug = null,
    IReadOnlyList<ProductOption>? Options = null,
    IReadOnlyList<string>? Categories = null)
{
    /// <summary>The path of its page.</summary>
    public string Path => $"/products/{Slug ?? Id.ToString()}";
}

/// <summary>An option in which the variants of a product differ.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values in the order in which they are shown.</param>
public sealed record ProductOption(string Name, IReadOnlyList<string> Values);

/// <summary>A picture of a product.</summary>
/// <param name="Url">Where it is, from the root of the site.</param>
/// <param name="Alt">What it shows.</param>
/// <param name="Width">Its width in pixels, when known.</param>
/// <param name="Height">Its height in pixels, when known.</param>
/// <param name="Widths">The widths of its smaller sizes, rising.</param>
public sealed record ProductImage(string Url, string? Alt, int? Width = null, int? Height = null, IReadOnlyList<int>? Widths = null);

/// <summary>Where a product is found.</summary>
/// <param name="Id">The product.</param>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="UpdatedAt">When it was last edited.</param>
public sealed record ProductAddress(Guid Id, string Slug, DateTimeOffset UpdatedAt);

/// <summary>A page of addresses.</summary>
/// <param name="Items">The addresses, by id; none after the last page.</param>
public sealed record ProductAddressPage(IReadOnlyList<ProductAddress> Items);

/// <summary>One sellable form of a product.</summary>
/// <param name="Id">The variant.</param>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Price">Price of one unit.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Options">What tells it from its siblings: <c>size</c> is <c>M</c>.</param>
/// <param name="Available">Units that can be bought.</param>
/// <param name="Image">The picture of the product that shows it; null for the first one.</param>
/// <param name="Parts">What one unit of a bundle consists of; null when it is no bundle.</param>
public sealed record Variant(
    Guid Id, string Sku, decimal Price, string Currency, IReadOnlyDictionary<string, string>? Options, int Available, string? Image = null,
    IReadOnlyList<BundlePart>? Parts = null)
{
    /// <summary>What a bundle costs less than its parts alone; 0 when it is no bundle.</summary>
    public decimal Saved => Parts is null ? 0 : Math.Max(0, Parts.Sum(part => part.Quantity * part.Price) - Price);
}

/// <summary>A part of a bundle.</summary>
/// <param name="Sku">Stock keeping unit of the part.</param>
/// <param name="Slug">The name of its product in addresses.</param>
/// <param name="Name">The name of its product.</param>
/// <param name="Options">What tells it from its siblings.</param>
/// <param name="Quantity">Units in one bundle.</param>
/// <param name="Price">Price of one unit alone, in the currency of the bundle.</param>
public sealed record BundlePart(string Sku, string Slug, string Name, IReadOnlyDictionary<string, string>? Options, int Quantity, decimal Price)
{
    /// <summary>The path of its page.</summary>
    public string Path => $"/products/{Slug}?sku={Uri.EscapeDataString(Sku)}";
}

/// <summary>A page of a list of products.</summary>
/// <param name="Items">The products.</param>
/// <param name="NextCursor">Where the next page begins, when there is one.</param>
/// <param name="Total">How many products there are on all pages, when it was counted.</param>
/// <param name="Currency">The currency of all their prices, when they were compared.</param>
public sealed record ProductPage(IReadOnlyList<Product> Items, string? NextCursor, int? Total, string? Currency = null);

/// <summary>A category of the shop.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">Slug of the category above, when there is one.</param>
/// <param name="Path">The categories from the top down to this one.</param>
/// <param name="ProductCount">Products in it and below it.</param>
/// <param name="Attributes">The attributes that it declares for its products and for those of the categories below it.</param>
public sealed record Category(
    string Slug, string Name, string? Parent, IReadOnlyList<CategoryLink>? Path, int ProductCount, IReadOnlyList<AttributeDeclaration>? Attributes = null);

/// <summary>An attribute that a category declares.</summary>
/// <param name="Name">Its name in products.</param>
/// <param name="Label">Its name for people, if it has one.</param>
/// <param name="Unit">The unit of its numbers, if they have one.</param>
public sealed record AttributeDeclaration(string Name, string? Label, string? Unit);

/// <summary>A category on the way to another.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Name">Its name.</param>
public sealed record CategoryLink(string Slug, string Name);

/// <summary>The categories of the shop.</summary>
/// <param name="Items">All of them, in the order of the tree.</param>
public sealed record CategoryList(IReadOnlyList<Category> Items);
