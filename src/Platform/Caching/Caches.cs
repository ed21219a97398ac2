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

    /// <summary>Creates a cache whose instances share purges and, with a codec, values.</summary>
    /// <param name="name">The name that all instances use; also the label <c>cache</c> of its metrics.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="codec">Serializes values.</param>
    public CoalescingCache<TValue> Create<TValue>(string name, CacheLimits limits, CacheCodec<TValue>? codec = null) =>
        new(name, limits, time, _meter.Add(name, codec is null ? null : shared?.Cache.LevelName), shared?.Cache, codec);
}
