using System.Runtime.CompilerServices;
using Lucene.Net.Index;

namespace Cartwright.Catalog;

/// <summary>The values of the facets of an index, and those of the products by segment.</summary>
internal sealed class IndexFacets
{
    // A segment that is merged away takes its values with it.
    readonly ConditionalWeakTable<object, Lazy<SegmentColumns>> _segments = [];

    volatile PopularitySteps _popularity = PopularitySteps.None;

    /// <summary>Brands, which are one group.</summary>
    public FacetValues Brands { get; } = new(_ => "");

    /// <summary>Slugs of categories, which are one group.</summary>
    public FacetValues Categories { get; } = new(_ => "");

    /// <summary>Attributes with their values; each attribute is a group.</summary>
    public FacetValues Attributes { get; } = new(term => AttributeFacet.Read(term).Name);

    /// <summary>How popular products are.</summary>
    public PopularitySteps Popularity
    {
        get => _popularity;
        set => _popularity = value;
    }

    /// <summary>The values of the products of a segment; the first call reads them all.</summary>
    public SegmentColumns ColumnsOf(AtomicReader segment) =>
        _segments.GetValue(segment.CoreCacheKey, _ => new(() => SegmentColumns.Read(segment, this))).Value;
}
