using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Cartwright.Platform.Hosting;

namespace Cartwright.Platform.Caching;

/// <summary>Creates the caches of a service.</summary>
/// <param name="time">The clock.</param>
/// <param name="meters">The service's meters.</param>
/// <param name="shared">State that instances share; null if there is none.</param>
public sealed class Caches(TimeProvider time, IMeterFactory meters, ISharedState? shared = null)
{
    readonly CacheMeter _meter = new(meters);
    readonly ConcurrentBag<Action<string[]>> _purges = [];

    /// <summary>Creates a cache whose instances share purges and, with a codec, values.</summary>
    /// <param name="name">The name that all instances use; also the label <c>cache</c> of its metrics.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="codec">Serializes values.</param>
    public CoalescingCache<TValue> Create<TValue>(string name, CacheLimits limits, CacheCodec<TValue>? codec = null)
    {
        var cache = new CoalescingCache<TValue>(
            name, limits, time, _meter.Add(name, codec is null ? null : shared?.Cache.LevelName), shared?.Cache, codec);
        _purges.Add(tags => cache.Purge(tags));
        return cache;
    }

    /// <summary>Drops the values with one of the tags from all caches of the service in this instance.</summary>
    internal void Purge(string[] tags)
    {
        foreach (var purge in _purges)
        {
            purge(tags);
        }
    }
}
