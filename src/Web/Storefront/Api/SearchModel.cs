namespace Cartwright.Storefront.Api;

/// <summary>What to search for.</summary>
/// <param name="Text">Words; nothing finds everything.</param>
/// <param name="Category">Slug of the category to search in.</param>
/// <param name="Brands">Brands of which one is wanted; none for all.</param>
/// <param name="PriceMin">Cheapest.</param>
/// <param name="PriceMax">Dearest.</param>
/// <param name="InStock">Only what can be ordered now.</param>
/// <param name="Attributes">Values by attribute.</param>
/// <param name="Sort">One of <c>relevance</c>, <c>price</c>, <c>-price</c>, <c>newest</c>, <c>name</c>.</param>
/// <param name="Cursor">Where the page begins.</param>
public sealed record ProductQuery(
    string? Text, string? Category, IReadOnlyList<string> Brands, decimal? PriceMin, decimal? PriceMax, bool InStock,
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Attributes, string? Sort, string? Cursor);

/// <summary>A page of search results.</summary>
/// <param name="Items">The products.</param>
/// <param name="NextCursor">Where the next page begins, when there is one.</param>
/// <param name="Total">How many products match.</param>
/// <param name="Currency">The currency of all their prices, when they were compared.</param>
/// <param name="Facets">What the results can be narrowed by.</param>
/// <param name="Dropped">Words that were left out, because nothing has all of them.</param>
/// <param name="Corrections">Words that were searched in another spelling.</param>
public sealed record SearchPageAnswer(
    IReadOnlyList<Product> Items, string? NextCursor, int Total, string? Currency, SearchFacets? Facets, IReadOnlyList<string>? Dropped,
    IReadOnlyList<Correction>? Corrections);

/// <summary>A word that was searched in another spelling.</summary>
/// <param name="Typed">As it was typed.</param>
/// <param name="Searched">As it was searched.</param>
public sealed record Correction(string Typed, string Searched);

/// <summary>What results can be narrowed by, each with the products that it would leave.</summary>
/// <param name="Categories">Categories.</param>
/// <param name="Brands">Brands.</param>
/// <param name="Availability">Whether products can be ordered.</param>
/// <param name="Attributes">Attributes with their values.</param>
public sealed record SearchFacets(
    IReadOnlyList<CategoryFacet> Categories, IReadOnlyList<FacetValue> Brands, AvailabilityFacet Availability, IReadOnlyList<AttributeFacet> Attributes);

/// <summary>A category among the results.</summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">Slug of the category above.</param>
/// <param name="Count">Its products.</param>
public sealed record CategoryFacet(string Slug, string Name, string? Parent, int Count);

/// <summary>A value among the results.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">The products that have it.</param>
public sealed record FacetValue(string Value, int Count);

/// <summary>How many of the results can be ordered.</summary>
/// <param name="InStock">Those that can.</param>
/// <param name="SoldOut">Those that cannot.</param>
public sealed record AvailabilityFacet(int InStock, int SoldOut);

/// <summary>An attribute among the results.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Values">Its values.</param>
/// <param name="Label">What the shop calls it, if it is declared.</param>
/// <param name="Unit">The unit of its values, if it is declared with one.</param>
public sealed record AttributeFacet(string Name, IReadOnlyList<FacetValue> Values, string? Label = null, string? Unit = null);
