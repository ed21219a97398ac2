namespace Cartwright.Catalog;

/// <summary>A slug of a product.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Slug">The slug, unique over the whole catalog.</param>
/// <param name="Base">What was made from the name.</param>
/// <param name="Number">Which of the products with this base it is; the slug of all but the first ends with it.</param>
internal sealed record ProductSlug(Guid ProductId, string Slug, string Base, int Number);
