using System.Diagnostics.Metrics;
using Cartwright.Platform.Observability;

namespace Cartwright.Platform.Caching;

/// <summary>Counts the hits and misses of the caches of a service.</summary>
internal sealed class CacheMeter
{
    readonly Lock _lock = new();
    readonly List<CacheCounts> _caches = [];

    public CacheMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Metering.MeterName);
        meter.CreateObservableCounter("cartwright.cache.hits", () => Measure(c => c.Hits), "{value}", "Values that were there, by cache and level.");
        meter.CreateObservableCounter("cartwright.cache.misses", () => Measure(c => c.Misses), "{value}", "Values that were not there, by cache and level.");
    }

    /// <summary>Adds a cache.</summary>
    /// <param name="cache">Its name.</param>
    /// <param name="sharedLevel">The name of its shared level; null if it has none.</param>
    public (CacheCounts Memory, CacheCounts? Shared) Add(string cache, string? sharedLevel)
    {
        var memory = new CacheCounts(cache, "memory");
        var shared = sharedLevel is null ? null : new CacheCounts(cache, sharedLevel);
        lock (_lock)
        {
            _caches.AddRange(shared is null ? [memory] : [memory, shared]);
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

/// <summary>The hits and misses of one level of a cache, read at each collection: at tens of thousands per second a counter of the SDK would cost more.</summary>
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
