using System.Globalization;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Search.Similarities;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace Cartwright.Catalog;

/// <summary>
/// The search index of this instance, over Lucene.NET. One thread changes it; any number of threads search it, each in a state that does not change under it.
/// A change is visible after <see cref="Refresh"/>, and survives a crash after <see cref="Commit"/>.
/// </summary>
internal sealed class ProductIndex : IProductIndex
{
    const double BufferMegabytes = 32;

    readonly Lucene.Net.Store.Directory _directory;
    readonly IndexWriter _writer;
    readonly SearcherManager _searchers;
    readonly WordReader _words;
    readonly IndexFacets _facets;
    volatile SearchRules _rules = SearchRules.None;

    // Written since the last refresh: searches show another state of them.
    readonly HashSet<Guid> _written = [];

    ProductIndex(Lucene.Net.Store.Directory directory, IndexWriter writer, WordReader words, IndexFacets facets)
    {
        (_directory, _writer, _words, _facets) = (directory, writer, words, facets);
        _searchers = new(writer, applyAllDeletes: true, new Searchers(facets));
    }

    /// <summary>The data of the last commit.</summary>
    public IReadOnlyDictionary<string, string> CommitData => new Dictionary<string, string>(_writer.CommitData ?? new Dictionary<string, string>());

    /// <summary>Whether it can be changed; after a failure of the disk it cannot, and is opened again.</summary>
    public bool IsOpen => !_writer.IsClosed;

    /// <inheritdoc/>
    public SearchRules Rules
    {
        get => _rules;
        set => _rules = value;
    }

    /// <inheritdoc/>
    public PopularitySteps Popularity
    {
        get => _facets.Popularity;
        set
        {
            // Before a search needs them.
            Use(searcher =>
            {
                foreach (var segment in searcher.IndexReader.Leaves)
                {
                    _facets.ColumnsOf(segment.AtomicReader).StepsOf(value);
                }

                return true;
            });
            _facets.Popularity = value;
        }
    }

    /// <summary>Opens the index of a folder, or creates it; without a folder it is in memory.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="words">Divides texts into words.</param>
    /// <param name="mergeFailed">Learns why segments could not be merged; searches and writes go on.</param>
    /// <exception cref="LockObtainFailedException">Another process has opened it.</exception>
    public static ProductIndex Open(string? folder, WordReader words, Action<Exception>? mergeFailed = null)
    {
        var facets = new IndexFacets();
        Lucene.Net.Store.Directory directory = folder is null ? new RAMDirectory() : new MMapDirectory(folder);
        try
        {
            // Texts are divided into words before: no analyzer is used.
            var writer = new IndexWriter(directory, new IndexWriterConfig(LuceneVersion.LUCENE_48, null!)
            {
                OpenMode = OpenMode.CREATE_OR_APPEND,
                RAMBufferSizeMB = BufferMegabytes,
                Similarity = ByWeight.Instance,
                MergeScheduler = new SegmentMerges(mergeFailed ?? (_ => { })),
                MergedSegmentWarmer = new Warmer(facets),
            });
            return new(directory, writer, words, facets);
        }
        catch
        {
            directory.Dispose();
            throw;
        }
    }

    /// <summary>Adds products, or replaces those with the same ids.</summary>
    /// <param name="products">The products.</param>
    /// <param name="generation">The generation that <see cref="RemoveBefore"/> compares.</param>
    public void Write(IEnumerable<IndexedProduct> products, long generation)
    {
        foreach (var product in products)
        {
            _written.Add(product.Id);
            _writer.UpdateDocument(KeyOf(product.Id), ProductDocument.Of(product, _words, generation));
        }
    }

    /// <summary>Removes products; unknown ids change nothing.</summary>
    public void Remove(IEnumerable<Guid> products) => _writer.DeleteDocuments([.. products.Select(KeyOf)]);

    /// <summary>Removes the products that were written in an earlier generation.</summary>
    public void RemoveBefore(long generation) =>
        _writer.DeleteDocuments(NumericRangeQuery.NewInt64Range(IndexFields.Generation, null, generation, minInclusive: true, maxInclusive: false));

    /// <summary>Removes all products.</summary>
    public void Clear() => _writer.DeleteAll();

    /// <summary>
    /// Whether each product is shown as one that can be ordered. Those that are not in the index are missing, and those that were written since the last refresh.
    /// </summary>
    public IReadOnlyDictionary<Guid, bool> ReadStock(IEnumerable<Guid> products) => Use(searcher =>
    {
        var shown = new Dictionary<Guid, bool>();
        foreach (var product in products.Distinct().Where(product => !_written.Contains(product)))
        {
            if (searcher.Search(new TermQuery(KeyOf(product)), 1).ScoreDocs is [var hit])
            {
                var leaf = searcher.IndexReader.Leaves[ReaderUtil.SubIndex(hit.Doc, searcher.IndexReader.Leaves)];
                shown[product] = leaf.AtomicReader.GetNumericDocValues(IndexFields.InStock).Get(hit.Doc - leaf.DocBase) != 0;
            }
        }

        return shown;
    });

    /// <summary>Makes all changes visible to later searches.</summary>
    public void Refresh()
    {
        _searchers.MaybeRefreshBlocking();
        _written.Clear();
    }

    /// <summary>Writes all changes to disk, with data that describe them.</summary>
    public void Commit(IReadOnlyDictionary<string, string> data)
    {
        _writer.SetCommitData(new Dictionary<string, string>(data));
        _writer.Commit();
    }

    /// <inheritdoc/>
    public SearchResult Search(SearchQuery query) => Use(searcher => Search(searcher, query));

    /// <inheritdoc/>
    public IReadOnlyList<HitExplanation> Explain(SearchQuery query, IReadOnlyList<Guid> products) => Use(searcher => products.Select(id =>
        query.Text is { } text && searcher.Search(new TermQuery(KeyOf(id)), 1).ScoreDocs is [var hit]
            ? HitExplanation.Of(id, QueryPlan.Of(text, _words, searcher.IndexReader, _rules), _rules, searcher, hit.Doc)
            : new HitExplanation(id, [])).ToList());

    /// <inheritdoc/>
    public bool HasProductsIn(string category) => Use(searcher => searcher.IndexReader.DocFreq(new Term(IndexFields.Category, category)) > 0);

    /// <summary>What searches of this index see, to be compared with the catalog.</summary>
    public IndexDigest ReadDigest() => Use(searcher =>
    {
        var digest = new IndexDigest(0, 0);
        foreach (var segment in searcher.IndexReader.Leaves.Select(leaf => leaf.AtomicReader))
        {
            var (columns, live) = (_facets.ColumnsOf(segment), segment.LiveDocs);
            for (var document = 0; document < segment.MaxDoc; document++)
            {
                if (live is null || live.Get(document))
                {
                    digest = digest.Add(columns.IdsLow[document], columns.Versions[document]);
                }
            }
        }

        return digest;
    });

    /// <summary>Discards changes that were not committed, and closes the index.</summary>
    public void Dispose()
    {
        _searchers.Dispose();
        _writer.Rollback();
        _directory.Dispose();
    }

    SearchResult Search(IndexSearcher searcher, SearchQuery query)
    {
        if (query.Text is not { } text)
        {
            return Result(query, Collect(searcher, query, new MatchAllDocsQuery()), [], null, []);
        }

        var plan = QueryPlan.Of(text, _words, searcher.IndexReader, _rules);
        var words = plan.Words.Where(w => w.CanMatch).ToList();
        foreach (var kept in Relaxation.Steps(words))
        {
            if (Pinning.Apply(plan.ToQuery(kept), plan.Key, _rules) is { } found && Collect(searcher, query, found) is { Matched: > 0 } hits)
            {
                // A part number is found as a whole.
                return Result(query, hits, kept.Count > 0 ? [.. plan.Words.Except(kept)] : [], plan, kept);
            }
        }

        return new([], 0, query.WithFacets ? new HitCollector(query, _facets).Counts : null, [], [], MatchedWords.None, false);
    }

    HitCollector Collect(IndexSearcher searcher, SearchQuery query, Query found)
    {
        var collector = new HitCollector(query, _facets);
        searcher.Search(InCurrency(searcher.IndexReader, found, query.Currency), collector);
        return collector;
    }

    static SearchResult Result(SearchQuery query, HitCollector hits, IReadOnlyList<PlannedWord> dropped, QueryPlan? plan, IReadOnlyList<PlannedWord> words) => new(
        hits.Hits, hits.Total, query.WithFacets ? hits.Counts : null, [.. dropped.Select(w => w.Typed)],
        [.. words.Where(w => w.Corrected is not null).Select(w => KeyValuePair.Create(w.Typed, w.Corrected!))],
        plan?.Matched(words) ?? MatchedWords.None,
        words.Count > 0 && dropped.Count == 0 && words.All(w => w.IsWhole));

    // Most shops have one currency: then there is nothing to compare.
    static Query InCurrency(IndexReader reader, Query found, string? currency)
    {
        if (currency is null)
        {
            return found;
        }

        var term = new Term(IndexFields.Currency, currency);
        return reader.DocFreq(term) == reader.MaxDoc
            ? found
            : new BooleanQuery(disableCoord: true) { { found, Occur.MUST }, { new ConstantScoreQuery(new TermQuery(term)) { Boost = 0 }, Occur.MUST } };
    }

    static Term KeyOf(Guid id) => new(IndexFields.Id, id.ToString("N", CultureInfo.InvariantCulture));

    T Use<T>(Func<IndexSearcher, T> use)
    {
        var searcher = _searchers.Acquire();
        try
        {
            return use(searcher);
        }
        finally
        {
            _searchers.Release(searcher);
        }
    }

    // Reads the values of new segments before anybody searches them.
    sealed class Searchers(IndexFacets facets) : SearcherFactory
    {
        public override IndexSearcher NewSearcher(IndexReader reader)
        {
            foreach (var segment in reader.Leaves)
            {
                facets.ColumnsOf(segment.AtomicReader).StepsOf(facets.Popularity);
            }

            return new(reader) { Similarity = ByWeight.Instance };
        }
    }

    // Reads the values of a merged segment in the thread that merges: a large one takes a second.
    sealed class Warmer(IndexFacets facets) : IndexWriter.IndexReaderWarmer
    {
        public override void Warm(AtomicReader reader) => facets.ColumnsOf(reader).StepsOf(facets.Popularity);
    }

    // The weights of a query are its scores: neither the frequency of a word nor the size of the index changes them.
    sealed class ByWeight : DefaultSimilarity
    {
        public static readonly ByWeight Instance = new();

        public override float QueryNorm(float sumOfSquaredWeights) => 1;

        public override float Coord(int overlap, int maxOverlap) => 1;
    }
}
