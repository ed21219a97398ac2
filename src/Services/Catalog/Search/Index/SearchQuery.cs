namespace Cartwright.Catalog;

/// <summary>What a customer selected among the facets. Values of one facet widen a search, those of several narrow it.</summary>
/// <param name="Category">The slug of a category; null for all.</param>
/// <param name="Brands">Brands; none for all.</param>
/// <param name="PriceMin">The least price in minor units; null for any.</param>
/// <param name="PriceMax">The highest price in minor units; null for any.</param>
/// <param name="InStock">Only products of which a unit can be ordered.</param>
/// <param name="Attributes">Values by the name of an attribute.</param>
internal sealed record SearchSelection(
    string? Category, IReadOnlyList<string> Brands, long? PriceMin, long? PriceMax, bool InStock,
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> Attributes)
{
    /// <summary>Nothing selected.</summary>
    public static SearchSelection None { get; } = new(null, [], null, null, false, []);
}

/// <summary>A search of the index.</summary>
/// <param name="Text">What was typed; null for all products.</param>
/// <param name="Selection">What was selected among the facets.</param>
/// <param name="Currency">The only currency of the prices, ISO 4217; null for all.</param>
/// <param name="PriceCurrency">The currency whose prices are counted in bands, ISO 4217.</param>
/// <param name="Sort">The order.</param>
/// <param name="After">The place after which the page begins; null for the first page.</param>
/// <param name="Take">The most hits.</param>
/// <param name="WithFacets">Whether values of facets are counted.</param>
internal sealed record SearchQuery(
    SearchText? Text, SearchSelection Selection, string? Currency, string PriceCurrency, SearchSort Sort, ProductKey? After, int Take, bool WithFacets);

/// <summary>A product that matches.</summary>
/// <param name="Id">The product.</param>
/// <param name="Key">Its place in the order.</param>
/// <param name="Document">Its number in the index, while the search lasts.</param>
/// <param name="Rank">How well it matches; 0 if there is no text.</param>
/// <param name="Popularity">The step of its popularity, which orders products of the same rank.</param>
internal sealed record SearchHit(Guid Id, ProductKey Key, int Document, long Rank, int Popularity);

/// <summary>How many products a value of a facet has.</summary>
/// <param name="Value">The value.</param>
/// <param name="Count">The products.</param>
internal sealed record FacetCount(string Value, int Count);

/// <summary>The counted values of all facets, each as if nothing were selected in that facet itself.</summary>
/// <param name="Categories">Products by the slug of a category, itself and those below it.</param>
/// <param name="Brands">Products by brand.</param>
/// <param name="Prices">Products by band of price, in the order of <see cref="PriceBands"/>.</param>
/// <param name="InStock">Products of which a unit can be ordered.</param>
/// <param name="SoldOut">All others.</param>
/// <param name="Attributes">Products by value, by the name of the attribute.</param>
internal sealed record FacetCounts(
    IReadOnlyList<FacetCount> Categories, IReadOnlyList<FacetCount> Brands, IReadOnlyList<int> Prices, int InStock, int SoldOut,
    IReadOnlyList<KeyValuePair<string, IReadOnlyList<FacetCount>>> Attributes);

/// <summary>What a search found.</summary>
/// <param name="Hits">The hits of the page, and one more if there is another page.</param>
/// <param name="Total">All products that match.</param>
/// <param name="Facets">The counts; null if they were not asked for.</param>
/// <param name="Dropped">Words of the search that were left out because nothing has all of them.</param>
/// <param name="Corrected">Words that match nothing as they were typed, and the words that were found instead.</param>
/// <param name="Matched">What marks the matches in texts.</param>
/// <param name="IsWhole">Whether products have each word of the search as it was typed, or another form of it: none was left out, corrected or completed.</param>
internal sealed record SearchResult(
    IReadOnlyList<SearchHit> Hits, int Total, FacetCounts? Facets, IReadOnlyList<string> Dropped, IReadOnlyList<KeyValuePair<string, string>> Corrected,
    MatchedWords Matched, bool IsWhole);
