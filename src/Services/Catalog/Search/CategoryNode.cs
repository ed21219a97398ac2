namespace Cartwright.Catalog;

/// <summary>A category with its path, as the search index uses it.</summary>
/// <param name="Slug">Its name in URLs.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">Slug of the category above; null at the root.</param>
/// <param name="Path">From the root down to the category itself.</param>
/// <param name="Attributes">The attributes of its products, those that it inherits included.</param>
internal sealed record CategoryNode(
    string Slug, string Name, string? Parent, IReadOnlyList<CategoryStepResponse> Path, IReadOnlyList<AttributeDeclaration> Attributes);
