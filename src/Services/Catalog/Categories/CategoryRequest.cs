using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;

namespace Cartwright.Catalog;

/// <summary>A category as it shall be: to create, or to replace one with.</summary>
/// <param name="Slug">Lower-case letters, digits and single dashes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">Slug of the category above.</param>
public sealed record CategoryRequest(
    [property: Required, MaxLength(64), RegularExpression("[a-z0-9]+(-[a-z0-9]+)*", ErrorMessage = "A slug has lower-case letters, digits and single dashes.")]
    string Slug,
    [property: Line(100, 1)] string Name,
    [property: MaxLength(64)] string? Parent = null);

/// <summary>Categories to add in one transaction, in any order.</summary>
/// <param name="Items">1 to 500 categories.</param>
public sealed record CreateCategoriesRequest([property: Required, Length(1, 500)] IReadOnlyList<CategoryRequest> Items);
