namespace Cartwright.Catalog;

/// <summary>A category.</summary>
/// <param name="Slug">Its name in URLs, unique.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">Slug of the category above; null at the root.</param>
/// <param name="Path">From the root down to the category itself.</param>
/// <param name="ProductCount">Active products in it and below it.</param>
/// <param name="Version">Rises by one with each edit of the category itself; sent back as <c>If-Match</c>.</param>
/// <param name="Attributes">The attributes that it declares itself; its products also have those of the categories above it.</param>
public sealed record CategoryResponse(string Slug, string Name, string? Parent, IReadOnlyList<CategoryStepResponse> Path, int ProductCount, int Version,
    IReadOnlyList<AttributeDeclaration> Attributes);

/// <summary>A step of a category's path.</summary>
/// <param name="Slug">Its name in URLs.</param>
/// <param name="Name">Its name.</param>
public sealed record CategoryStepResponse(string Slug, string Name);

/// <summary>All categories.</summary>
/// <param name="Items">In the order of the tree: each category before those below it.</param>
public sealed record CategoryListResponse(IReadOnlyList<CategoryResponse> Items);
