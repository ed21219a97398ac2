namespace Cartwright.Platform.Caching;

/// <summary>
/// Remembers the last purges to detect loads that they overtook. Bounded: a load that is older than the history counts as purged.
/// Callers hold the lock of the cache.
/// </summary>
internal sealed class PurgeHistory(TimeProvider time)
{
    const int Remembered = 4096;

    readonly Dictionary<string, Purge> _byTag = [];
    readonly Queue<(long Number, string Tag)> _order = new();
    long _forgotten;

    readonly record struct Purge(long Number, long Timestamp);

    /// <summary>The number of the last purge; 0 before the first.</summary>
    public long Last { get; private set; }

    /// <summary>Adds the purge of a tag.</summary>
    public void Add(string tag)
    {
        _byTag[tag] = new(++Last, time.GetTimestamp());
        _order.Enqueue((Last, tag));
        if (_order.Count > Remembered)
        {
            (_forgotten, var oldest) = _order.Dequeue();
            if (_byTag[oldest].Number == _forgotten)
            {
                _byTag.Remove(oldest);
            }
        }
    }

    /// <summary>Adds the purge of everything.</summary>
    public void AddAll()
    {
        _forgotten = ++Last;
        _byTag.Clear();
        _order.Clear();
    }

    /// <summary>The number of the first purge of one of the tags after another purge; 0 if there was none.</summary>
    public long FirstSince(long number, IReadOnlyList<string> tags)
    {
        if (number < _forgotten)
        {
            return number + 1;
        }

        return tags.Any(tag => _byTag.TryGetValue(tag, out var purge) && purge.Number > number)
            ? _order.First(purge => purge.Number > number && tags.Contains(purge.Tag)).Number
            : 0;
    }

    /// <summary>Whether one of the tags was purged within a time.</summary>
    public bool IsRecent(IReadOnlyList<string> tags, TimeSpan moments)
    {
        foreach (var tag in tags)
        {
            if (_byTag.TryGetValue(tag, out var purge) && time.GetElapsedTime(purge.Timestamp) < moments)
            {
                return true;
            }
        }

        return false;
    }
}
