namespace Cartwright.Catalog;

/// <summary>A page of search results.</summary>
/// <param name="Items">The products.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
/// <param name="Total">How many products match.</param>
/// <param name="Currency">The currency of all their prices, if the search compares prices or names a currency.</param>
/// <param name="Facets">The counted values of the facets; null with <c>facets=false</c>.</param>
/// <param name="Dropped">Words of the search that were left out, because no product has all of them.</param>
/// <param name="Corrections">Words that match nothing as they were typed, and what was searched instead.</param>
/// <param name="Highlights">Where the matches are in the names and descriptions of the products that have any.</param>
/// <param name="Explanations">Why each product stands where it does; null unless staff asks with <c>explain=true</c>.</param>
public sealed record SearchProductsResponse(
    IReadOnlyList<ProductResponse> Items, string? NextCursor, long Total, string? Currency, SearchFacetsResponse? Facets, IReadOnlyList<string> Dropped,
    IReadOnlyList<CorrectionResponse> Corrections, IReadOnlyList<HighlightResponse> Highlights, IReadOnlyList<ExplanationResponse>? Explanations);

/// <summary>The values of the facets among the products that match, with counts. Each facet counts as if nothing were selected in it.</summary>
/// <param name="Categories">The categories in the order of their counts; a product counts in its category and in those above.</param>
/// <param name="Brands">At most 50 brands.</param>
/// <param name="Prices">The bands of price that contain products.</param>
/// <param name="Availability">How many can be ordered now.</param>
/// <param name="Attributes">At most 20 attributes and options.</param>
public sealed record SearchFacetsResponse(
    IReadOnlyList<CategoryFacetResponse> Categories, IReadOnlyList<FacetValueResponse> Brands, IReadOnlyList<PriceFacetResponse> Prices,
    AvailabilityFacetResponse Availability, IReadOnlyList<AttributeFacetResponse> Attributes);

/// <summary>A value of a facet.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">The products that have it.</param>
public sealed record FacetValueResponse(string Value, int Count);

/// <summary>A category among the results.</summary>
/// <param name="Slug">Its name in URLs.</param>
/// <param name="Name">Its name.</param>
/// <param name="Parent">Slug of the category above; null at the root.</param>
/// <param name="Count">The products in it and below it.</param>
public sealed record CategoryFacetResponse(string Slug, string Name, string? Parent, int Count);

/// <summary>A band of prices.</summary>
/// <param name="Min">The least price.</param>
/// <param name="Below">Prices are below this one; null for the highest band.</param>
/// <param name="Currency">Their currency, ISO 4217.</param>
/// <param name="Count">The products.</param>
public sealed record PriceFacetResponse(decimal Min, decimal? Below, string Currency, int Count);

/// <summary>The availability of the products.</summary>
/// <param name="InStock">Products of which a unit can be ordered now.</param>
/// <param name="SoldOut">All others.</param>
public sealed record AvailabilityFacetResponse(int InStock, int SoldOut);

/// <summary>An attribute, or an option of variants.</summary>
/// <param name="Name">Its name, which selects with <c>attributes.name=value</c>.</param>
/// <param name="Values">At most 50 of its values.</param>
/// <param name="Label">What the category of the search calls it, or all categories that declare it; null if it is not declared.</param>
/// <param name="Unit">The unit of its values, if it is declared with one.</param>
public sealed record AttributeFacetResponse(string Name, IReadOnlyList<FacetValueResponse> Values, string? Label, string? Unit);

/// <summary>A word that was corrected.</summary>
/// <param name="Typed">The word as it was typed.</param>
/// <param name="Searched">The word that was searched.</param>
public sealed record CorrectionResponse(string Typed, string Searched);

/// <summary>Where the matches are in the texts of a product.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Name">The matches in its name.</param>
/// <param name="Snippet">The part of the description that has most matches; null if it has none.</param>
/// <param name="SnippetMarks">The matches in the snippet.</param>
public sealed record HighlightResponse(Guid ProductId, IReadOnlyList<MarkResponse> Name, string? Snippet, IReadOnlyList<MarkResponse> SnippetMarks);

/// <summary>A part of a text.</summary>
/// <param name="Start">Where it begins, in UTF-16 units.</param>
/// <param name="Length">Its length.</param>
public sealed record MarkResponse(int Start, int Length);

/// <summary>Why a product has its rank.</summary>
/// <param name="ProductId">The product.</param>
/// <param name="Rank">The rank: the sum of the weights; a quarter of it for a product that is sold out.</param>
/// <param name="Popularity">
/// The step of its popularity, 0 to 15, which orders products of the same rank: each step is about twice as many units that customers bought lately.
/// </param>
/// <param name="Reasons">What matches.</param>
public sealed record ExplanationResponse(Guid ProductId, long Rank, int Popularity, IReadOnlyList<RankReason> Reasons);
