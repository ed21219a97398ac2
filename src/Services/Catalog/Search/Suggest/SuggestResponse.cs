namespace Cartwright.Catalog;

/// <summary>What a customer who is typing may be looking for.</summary>
/// <param name="Products">The products that match best.</param>
/// <param name="Categories">Categories whose names have the words, and that contain products.</param>
/// <param name="Queries">Searches of other customers that begin so and found something, the most frequent first.</param>
public sealed record SuggestResponse(
    IReadOnlyList<SuggestedProductResponse> Products, IReadOnlyList<SuggestedCategoryResponse> Categories, IReadOnlyList<string> Queries)
{
    /// <summary>Nothing to suggest.</summary>
    internal static SuggestResponse None { get; } = new([], [], []);
}

/// <summary>A product that is suggested.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Slug">Its slug, for its address.</param>
/// <param name="Price">The lowest price of its variants.</param>
/// <param name="Currency">The currency of the price, ISO 4217.</param>
/// <param name="Image">Its main image; null if it has none.</param>
public sealed record SuggestedProductResponse(Guid Id, string Name, string Slug, decimal Price, string Currency, ProductImage? Image);

/// <summary>A category that is suggested.</summary>
/// <param name="Slug">Its name in URLs.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">The name of the category above; null at the root.</param>
public sealed record SuggestedCategoryResponse(string Slug, string Name, string? Parent);
