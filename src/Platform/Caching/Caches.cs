using System.Diagnostics.Metrics;
using Cartwright.Platform.Redis;

namespace Cartwright.Platform.Caching;

/// <summary>Makes the caches of a service.</summary>
/// <param name="time">The clock.</param>
/// <param name="meters">The service's meters.</param>
/// <param name="redis">What its instances share, when there is more than one.</param>
public sealed class Caches(TimeProvider time, IMeterFactory meters, RedisConnection? redis = null)
{
    readonly CacheMeter _meter = new(meters);

    /// <summary>Makes a cache whose instances share purges, and with a codec values, too.</summary>
    /// <param name="name">The name by which the instances find each other, and under which hits are counted.</param>
    /// <param name="limits">Its bounds.</param>
    /// <param name="codec">How values are written down.</param>
    public CoalescingCache<TValue> Create<TValue>(string name, CacheLimits limits, CacheCodec<TValue>? codec = null) =>
        new(name, limits, time, _meter.Add(name, isShared: redis is not null && codec is not null), redis, codec);
}
