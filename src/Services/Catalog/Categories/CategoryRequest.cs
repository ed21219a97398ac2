using System.ComponentModel.DataAnnotations;
using Cartwright.Contracts;
using Cartwright.Platform.Http;

namespace Cartwright.Catalog;

/// <summary>A category as it shall be: to create, or to replace one with.</summary>
/// <param name="Slug">Lower-case letters, digits and single dashes.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">Slug of the category above.</param>
/// <param name="Attributes">Attributes of its products and of those of the categories below it, at most 30.</param>
public sealed record CategoryRequest(
    [property: Required, MaxLength(64), RegularExpression("[a-z0-9]+(-[a-z0-9]+)*", ErrorMessage = "A slug has lower-case letters, digits and single dashes.")]
    string Slug,
    [property: Line(100, 1)] string Name,
    [property: MaxLength(64)] string? Parent = null,
    [property: NoNulls, MaxLength(CategoryAttributes.CountMax)] IReadOnlyList<AttributeDeclaration>? Attributes = null);

/// <summary>Categories to add in one transaction, in any order.</summary>
/// <param name="Items">1 to 500 categories.</param>
public sealed record CreateCategoriesRequest([property: Required, Length(1, 500)] IReadOnlyList<CategoryRequest> Items);
