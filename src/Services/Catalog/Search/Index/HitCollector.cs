using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Cartwright.Catalog;

/// <summary>
/// Looks at each product that matches the words: counts the values of facets and keeps the first hits. A product that fails the selection of exactly one facet counts
/// in that facet, because its values are those that the customer could select instead.
/// </summary>
internal sealed class HitCollector : ICollector
{
    readonly SearchQuery _query;
    readonly IndexFacets _facets;
    readonly FacetCounting _counting;
    readonly SelectedFacets _selected;
    readonly HitQueue _queue;
    readonly bool _needsName;
    readonly PopularitySteps _popularity;
    Scorer? _scorer;
    SegmentValues _values = null!;
    int _documentBase;

    /// <param name="query">What is searched.</param>
    /// <param name="facets">The values of the facets of the index.</param>
    public HitCollector(SearchQuery query, IndexFacets facets)
    {
        _query = query;
        _counting = new(facets);
        _selected = new(query.Selection, facets);
        _queue = new(query.Sort, query.After, query.Take);
        _needsName = HitQueue.HasNames(query.Sort);
        _facets = facets;
        // One version for the whole search.
        _popularity = facets.Popularity;
    }

    /// <summary>All products that match the words, whatever is selected.</summary>
    public int Matched { get; private set; }

    /// <summary>All products that match the words and the selection.</summary>
    public int Total { get; private set; }

    /// <summary>The first hits, best first.</summary>
    public IReadOnlyList<SearchHit> Hits => _queue.Hits();

    /// <summary>The counted values.</summary>
    public FacetCounts Counts => _counting.Counts();

    /// <inheritdoc/>
    public bool AcceptsDocsOutOfOrder => true;

    /// <inheritdoc/>
    public void SetScorer(Scorer scorer) => _scorer = scorer;

    /// <inheritdoc/>
    public void SetNextReader(AtomicReaderContext context)
    {
        _documentBase = context.DocBase;
        _values = new(context.AtomicReader, _facets.ColumnsOf(context.AtomicReader), _query.PriceCurrency, _popularity);
        _counting.Grow();
        _selected.Refresh();
    }

    /// <inheritdoc/>
    public void Collect(int doc)
    {
        Matched++;
        var values = _values;
        values.Move(doc);
        var failed = _selected.FirstFailed(values, out var fails);
        if (fails > 1)
        {
            return;
        }

        if (_query.WithFacets)
        {
            if (fails == 0)
            {
                _counting.AddAll(values);
            }
            else
            {
                _counting.AddOne(values, failed);
            }
        }

        if (fails == 0)
        {
            Total++;
            Keep(values, doc);
        }
    }

    void Keep(SegmentValues values, int doc)
    {
        var rank = _query.Text is null ? 0 : (long)_scorer!.GetScore();
        if (!values.InStock && rank < Weights.Code)
        {
            rank /= Weights.SoldOutDivisor;
        }

        // Whole weights decide first; the step is less than one.
        rank = (rank * PopularitySteps.Count) + values.PopularityStep;
        if (_queue.IsBeyond(rank, values.Price))
        {
            return;
        }

        _queue.Add(new(values.IdHigh, values.IdLow, rank, values.Price, _needsName ? values.ReadSortName() : null, _documentBase + doc));
    }
}
