using System.Diagnostics.Metrics;
using Cartwright.Platform.Observability;

namespace Cartwright.Platform.Caching;

/// <summary>What the caches of a service knew and what not.</summary>
internal sealed class CacheMeter
{
    readonly Lock _lock = new();
    readonly List<CacheCounts> _caches = [];

    public CacheMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Telemetry.Meter);
        meter.CreateObservableCounter("cartwright.cache.hits", () => Measure(c => c.Hits), "{value}", "Values that were there, by cache and level.");
        meter.CreateObservableCounter("cartwright.cache.misses", () => Measure(c => c.Misses), "{value}", "Values that were not there, by cache and level.");
    }

    /// <summary>Begins to count for a cache.</summary>
    public (CacheCounts Memory, CacheCounts Shared) Add(string cache, bool isShared)
    {
        var (memory, shared) = (new CacheCounts(cache, "memory"), new CacheCounts(cache, "redis"));
        lock (_lock)
        {
            _caches.AddRange(isShared ? [memory, shared] : [memory]);
        }

        return (memory, shared);
    }

    List<Measurement<long>> Measure(Func<CacheCounts, long> count)
    {
        lock (_lock)
        {
            return _caches.ConvertAll(c => new Measurement<long>(count(c), new("cache", c.Cache), new("level", c.Level)));
        }
    }
}

/// <summary>The hits and misses of one level of a cache. They come tens of thousands a second: they are added up here and read when somebody wants to know.</summary>
internal sealed class CacheCounts(string cache, string level)
{
    long _hits;
    long _misses;

    public string Cache => cache;

    public string Level => level;

    public long Hits => Volatile.Read(ref _hits);

    public long Misses => Volatile.Read(ref _misses);

    public void Hit() => Interlocked.Increment(ref _hits);

    public void Miss() => Interlocked.Increment(ref _misses);
}
