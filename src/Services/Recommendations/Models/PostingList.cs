namespace Cartwright.Recommendations;

/// <summary>That a session has a product, and when it was looked at last in it.</summary>
internal readonly record struct Posting(int Second, int Session);

/// <summary>The latest sessions of a product, oldest first, with what their decayed sum says of the product. The index sorts and bounds it.</summary>
internal sealed class PostingList
{
    Posting[] _items = [];

    public int Count { get; private set; }

    public ReadOnlySpan<Posting> Items => _items.AsSpan(0, Count);

    /// <summary>The sum of the decayed weights of the sessions in the list, at the time of the newest.</summary>
    public double Sample { get; private set; }

    /// <summary>
    /// The binary logarithm of the decayed number of all sessions of the product, in a unit that all products share and that time does not change. Decay moves
    /// all products alike, so the order of two of them changes with their signals only.
    /// </summary>
    public double Support { get; private set; } = double.NegativeInfinity;

    public void Insert(int index, Posting posting)
    {
        if (Count == _items.Length)
        {
            Array.Resize(ref _items, Math.Max(4, Count * 2));
        }

        Array.Copy(_items, index, _items, index + 1, Count - index);
        _items[index] = posting;
        Count++;
    }

    public void RemoveAt(int index)
    {
        Count--;
        Array.Copy(_items, index + 1, _items, index, Count - index);
    }

    /// <summary>The place of a session; -1 when it is not in the list. A session that goes on is near the end.</summary>
    public int Find(int session)
    {
        for (var i = Count - 1; i >= 0; i--)
        {
            if (_items[i].Session == session)
            {
                return i;
            }
        }

        return -1;
    }

    /// <summary>Sums the weights. Always newest first, because the order of additions changes the last digits of a sum.</summary>
    /// <param name="limits">The decay.</param>
    /// <param name="sessions">The sessions, some of which may count nothing.</param>
    public void Weigh(ModelLimits limits, SessionIndex sessions)
    {
        (Sample, Support) = (0, double.NegativeInfinity);
        if (Count == 0)
        {
            return;
        }

        var (oldest, newest) = (_items[0].Second, _items[Count - 1].Second);
        var counted = 0;
        for (var i = Count - 1; i >= 0; i--)
        {
            if (!sessions.IsWithdrawn(_items[i].Session))
            {
                Sample += limits.Decay(newest - _items[i].Second);
                counted++;
            }
        }

        // A full list has lost older sessions. They came at the rate of those that it holds: the integral of their decay is added.
        var lost = Count < limits.SessionsPerProduct
            ? 0
            : Math.Max(0, counted - 1) / (double)Math.Max(1, newest - oldest) * (limits.HalfLifeSeconds / Math.Log(2)) * limits.Decay(newest - oldest);
        Support = Math.Log2(Sample + lost) + (newest / limits.HalfLifeSeconds);
    }
}
