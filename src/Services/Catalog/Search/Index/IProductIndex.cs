namespace Cartwright.Catalog;

/// <summary>Finds products. The index of this instance implements it; a cluster of search servers could.</summary>
internal interface IProductIndex : IDisposable
{
    /// <summary>The rules of staff that searches follow.</summary>
    SearchRules Rules { get; set; }

    /// <summary>How popular products are: it orders those that match equally well.</summary>
    PopularitySteps Popularity { get; set; }

    /// <summary>Searches the products.</summary>
    SearchResult Search(SearchQuery query);

    /// <summary>Says what of each product matches a search, and what that counts.</summary>
    IReadOnlyList<HitExplanation> Explain(SearchQuery query, IReadOnlyList<Guid> products);

    /// <summary>Whether a category, or one below it, contains products. A short time after its last product has left it may still answer that it does.</summary>
    bool HasProductsIn(string category);
}
