namespace Cartwright.Catalog;

/// <summary>The values of the facets of an index.</summary>
internal sealed class IndexFacets
{
    /// <summary>Brands, which are one group.</summary>
    public FacetValues Brands { get; } = new(_ => "");

    /// <summary>Slugs of categories, which are one group.</summary>
    public FacetValues Categories { get; } = new(_ => "");

    /// <summary>Attributes with their values; each attribute is a group.</summary>
    public FacetValues Attributes { get; } = new(term => AttributeFacet.Read(term).Name);
}
