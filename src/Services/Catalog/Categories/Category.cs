using System.ComponentModel.DataAnnotations;

namespace Cartwright.Catalog;

/// <summary>A category as clients see it.</summary>
/// <param name="Slug">Its name in addresses, unique.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">Slug of the category above; null at the root.</param>
/// <param name="Path">From the root down to the category itself.</param>
/// <param name="ProductCount">Active products in it and below it.</param>
public sealed record Category(string Slug, string Name, string? Parent, IReadOnlyList<CategoryStep> Path, int ProductCount);

/// <summary>A step of a category's path.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Name">Its name.</param>
public sealed record CategoryStep(string Slug, string Name);

/// <summary>All categories.</summary>
/// <param name="Items">In the order of the tree: each category before those below it.</param>
public sealed record CategoryList(IReadOnlyList<Category> Items);

/// <summary>A category as administrators write it.</summary>
/// <param name="Slug">Lower-case letters, digits and single dashes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">Slug of the category above.</param>
public sealed record CategoryInput(
    [property: Required, MaxLength(64), RegularExpression("[a-z0-9]+(-[a-z0-9]+)*", ErrorMessage = "A slug has lower-case letters, digits and single dashes.")]
    string Slug,
    [property: Required, MaxLength(100)] string Name,
    [property: MaxLength(64)] string? Parent = null);

/// <summary>Categories to be added together, in any order.</summary>
/// <param name="Items">1 to 500 categories.</param>
public sealed record CategoryBatch([property: Required, Length(1, 500)] IReadOnlyList<CategoryInput> Items);
