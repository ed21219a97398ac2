using System.Globalization;

namespace Cartwright.Catalog;

/// <summary>Keeps the first hits of an order, after the place where the page before ended.</summary>
internal sealed class HitQueue
{
    /// <summary>A product with everything that it can be sorted by.</summary>
    /// <param name="IdHigh">The first half of its id.</param>
    /// <param name="IdLow">The second half.</param>
    /// <param name="Rank">How well it matches, in units of 1 / <see cref="PopularitySteps.Count"/>, and how popular it is in the rest.</param>
    /// <param name="Price">Its price in minor units.</param>
    /// <param name="Name">Its name, if the order compares names.</param>
    /// <param name="Document">Its number in the index.</param>
    public readonly record struct Candidate(long IdHigh, long IdLow, long Rank, long Price, string? Name, int Document);

    readonly SearchSort _sort;
    readonly Comparison<Candidate> _compare;
    readonly Func<Candidate, string> _key;
    readonly Candidate? _after;
    readonly int _take;

    // The last of the kept ones comes out first.
    readonly PriorityQueue<Candidate, Candidate> _kept;
    bool _isFull;
    Candidate _last;

    /// <param name="sort">The order.</param>
    /// <param name="after">The place after which the page begins; null for the first page.</param>
    /// <param name="take">The most hits.</param>
    public HitQueue(SearchSort sort, ProductKey? after, int take)
    {
        (_sort, _take) = (sort, take);
        (_compare, _key) = OrderOf(sort);
        _after = after is { } place ? At(sort, place) : null;
        _kept = new(take + 1, Comparer<Candidate>.Create((a, b) => _compare(b, a)));
    }

    /// <summary>Whether a product comes after all that are kept, by what it is sorted by first. Most products do, and are not looked at further.</summary>
    public bool IsBeyond(long rank, long price) => _isFull && _sort switch
    {
        SearchSort.Relevance => rank < _last.Rank,
        SearchSort.Price => price > _last.Price,
        SearchSort.PriceDescending => price < _last.Price,
        _ => false,
    };

    /// <summary>Adds a product that matches.</summary>
    public void Add(Candidate candidate)
    {
        if (_after is { } after && _compare(candidate, after) <= 0)
        {
            return;
        }

        if (_kept.Count < _take)
        {
            _kept.Enqueue(candidate, candidate);
        }
        else if (_compare(candidate, _last) < 0)
        {
            _kept.EnqueueDequeue(candidate, candidate);
        }
        else
        {
            return;
        }

        (_isFull, _last) = (_kept.Count == _take, _kept.Peek());
    }

    /// <summary>The kept hits, first to last.</summary>
    public IReadOnlyList<SearchHit> Hits()
    {
        var hits = _kept.UnorderedItems.Select(item => item.Element).ToArray();
        Array.Sort(hits, _compare);
        return [.. hits.Select(ToHit)];
    }

    SearchHit ToHit(Candidate candidate)
    {
        var id = ProductDocument.IdOf(candidate.IdHigh, candidate.IdLow);
        return new(
            id, new(_key(candidate), id), candidate.Document, candidate.Rank / PopularitySteps.Count, (int)(candidate.Rank % PopularitySteps.Count));
    }

    static (Comparison<Candidate> Compare, Func<Candidate, string> Key) OrderOf(SearchSort sort) => sort switch
    {
        SearchSort.Price => ((a, b) => Or(a.Price.CompareTo(b.Price), CompareIds(a, b)), c => Text(c.Price)),
        SearchSort.PriceDescending => ((a, b) => Or(b.Price.CompareTo(a.Price), CompareIds(b, a)), c => Text(c.Price)),
        SearchSort.Name => ((a, b) => Or(string.CompareOrdinal(a.Name, b.Name), CompareIds(a, b)), c => c.Name!),
        SearchSort.NameDescending => ((a, b) => Or(string.CompareOrdinal(b.Name, a.Name), CompareIds(b, a)), c => c.Name!),
        SearchSort.Newest => ((a, b) => CompareIds(b, a), _ => "0"),
        _ => ((a, b) => Or(b.Rank.CompareTo(a.Rank), CompareIds(b, a)), c => Text(c.Rank)),
    };

    static Candidate At(SearchSort sort, ProductKey place)
    {
        var (high, low) = ProductDocument.Halves(place.Id);
        return HasNames(sort)
            ? new(high, low, 0, 0, place.Value, 0)
            : new(high, low, NumberOf(place.Value), NumberOf(place.Value), null, 0);
    }

    /// <summary>Whether an order compares names.</summary>
    public static bool HasNames(SearchSort sort) => sort is SearchSort.Name or SearchSort.NameDescending;

    static int Or(int first, int second) => first != 0 ? first : second;

    static int CompareIds(Candidate a, Candidate b) => Or(((ulong)a.IdHigh).CompareTo((ulong)b.IdHigh), ((ulong)a.IdLow).CompareTo((ulong)b.IdLow));

    static long NumberOf(string text) => long.Parse(text, NumberStyles.None, CultureInfo.InvariantCulture);

    static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
