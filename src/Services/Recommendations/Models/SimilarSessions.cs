using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace Cartwright.Recommendations;

/// <summary>
/// Ranks the products of the sessions that are most similar to a session (session-based nearest neighbours). Three weights decay: that of a product which was
/// looked at earlier in the session, that of an older neighbour, and that of a product which is further away from what both sessions have in common
/// (S. Garg and others, "Sequence and Time Aware Neighborhood for Session-based Recommendations", SIGIR 2019). Beyond that method, a product that a neighbour
/// looked at before that counts half, because visitors go forward, and a product that is looked at everywhere is damped.
/// </summary>
/// <param name="index">The sessions of visitors.</param>
/// <param name="products">The numbers of products.</param>
/// <param name="limits">The decay.</param>
internal sealed class SimilarSessions(SessionIndex index, ProductIds products, ModelLimits limits)
{
    /// <summary>The most products of the session that count: the latest.</summary>
    public const int ViewedMax = 20;

    const int NeighboursMax = 300;

    // In products: after so many steps a weight has fallen to 1/e.
    const double Steps = 3.5;

    const double BackwardWeight = 0.5;

    // A product with 32 times the sessions of another one needs twice its score.
    const double Damping = 0.2;

    // Used again: an answer has thousands of candidates, and so large an object costs a collection of the whole heap.
    readonly ConcurrentBag<Dictionary<int, Neighbour>> _unused = [];

    readonly double[] _weights = [.. Enumerable.Range(0, ModelLimits.ItemsMax + 1).Select(steps => Math.Exp(-steps / Steps))];

    readonly record struct Neighbour(int Session, int Second, double Similarity, int Common);

    /// <summary>Ranks products for a session.</summary>
    /// <param name="viewed">The products of the session, the last one at the end.</param>
    /// <param name="isOffered">Whether a product may be in the answer.</param>
    /// <param name="max">How many products are wanted.</param>
    public IReadOnlyList<Scored> Of(IReadOnlyList<int> viewed, Predicate<int> isOffered, int max)
    {
        var scores = new Dictionary<int, double>();
        foreach (var neighbour in Neighbours(viewed))
        {
            var items = index.Items(neighbour.Session);
            var place = Place(items, neighbour.Common);
            for (var i = 0; i < items.Length; i++)
            {
                if (i != place)
                {
                    ref var score = ref CollectionsMarshal.GetValueRefOrAddDefault(scores, items[i].Product, out _);
                    score += neighbour.Similarity * (i < place ? BackwardWeight : 1) * _weights[Math.Abs(i - place)];
                }
            }
        }

        // Relative to the most frequent of them: the powers of the numbers themselves may be too small.
        var most = scores.Count == 0 ? 0 : scores.Keys.Max(product => index.Of(product)!.Support);
        var best = Scored.Best(products, max);
        foreach (var (product, score) in scores)
        {
            if (isOffered(product) && index.Of(product) is { Sample: > 0 } list)
            {
                best.Add(new(product, score * Math.Pow(2, Damping * (most - list.Support))));
            }
        }

        return best.InOrder();
    }

    List<Neighbour> Neighbours(IReadOnlyList<int> viewed)
    {
        if (!_unused.TryTake(out var candidates))
        {
            candidates = [];
        }

        try
        {
            return Nearest(Candidates(viewed, candidates), candidates.Values);
        }
        finally
        {
            candidates.Clear();
            _unused.Add(candidates);
        }
    }

    /// <returns>The time of the newest candidate.</returns>
    int Candidates(IReadOnlyList<int> viewed, Dictionary<int, Neighbour> candidates)
    {
        var newest = 0;
        for (var i = viewed.Count - 1; i >= 0; i--)
        {
            if (index.Of(viewed[i]) is not { } list)
            {
                continue;
            }

            // The less a product weighs, the fewer of its sessions are looked at: the latest.
            var weight = _weights[viewed.Count - 1 - i];
            foreach (var posting in list.Items[^(int)Math.Ceiling(weight * list.Count)..])
            {
                ref var neighbour = ref CollectionsMarshal.GetValueRefOrAddDefault(candidates, posting.Session, out var exists);
                // The product that was looked at last is the first that is found.
                neighbour = exists
                    ? neighbour with { Similarity = neighbour.Similarity + weight, Second = Math.Max(neighbour.Second, posting.Second) }
                    : new(posting.Session, posting.Second, weight, viewed[i]);
                newest = Math.Max(newest, posting.Second);
            }
        }

        return newest;
    }

    List<Neighbour> Nearest(int newest, Dictionary<int, Neighbour>.ValueCollection candidates)
    {
        var nearest = new Selection<Neighbour>(
            (one, other) =>
                one.Similarity != other.Similarity ? other.Similarity.CompareTo(one.Similarity)
                : one.Second != other.Second ? other.Second.CompareTo(one.Second)
                : Compare(index.Key(one.Session), index.Key(other.Session)),
            NeighboursMax);
        foreach (var candidate in candidates)
        {
            nearest.Add(candidate with
            {
                Similarity = candidate.Similarity / Math.Sqrt(index.Items(candidate.Session).Length) * limits.Decay(newest - candidate.Second),
            });
        }

        return nearest.InOrder();
    }

    static int Compare(SessionKey one, SessionKey other) => one.Id != other.Id ? one.Id.CompareTo(other.Id) : one.Day.CompareTo(other.Day);

    static int Place(ReadOnlySpan<SessionItem> items, int product)
    {
        for (var i = items.Length - 1; i >= 0; i--)
        {
            if (items[i].Product == product)
            {
                return i;
            }
        }

        // The session lost it: it is bounded. The product was looked at before all others.
        return -1;
    }
}
