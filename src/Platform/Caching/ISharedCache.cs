namespace Cartwright.Platform.Caching;

/// <summary>Connects the caches of instances: they share purges and, with a codec, values.</summary>
public interface ISharedCache
{
    /// <summary>The value of the label <c>level</c> in the metrics of caches.</summary>
    string LevelName { get; }

    /// <summary>Connects a cache with the caches of the same name in other instances.</summary>
    /// <param name="name">The name of the cache.</param>
    /// <param name="limits">Its limits.</param>
    /// <param name="codec">Serializes values; null if only purges are shared.</param>
    /// <param name="onPurge">Called when another instance purged tags.</param>
    /// <param name="onGap">Called when another instance purged everything, or purges may have been lost.</param>
    ISharedCacheLevel<TValue> Open<TValue>(string name, CacheLimits limits, CacheCodec<TValue>? codec, Action<string[]> onPurge, Action onGap);
}

/// <summary>The shared level of one cache.</summary>
public interface ISharedCacheLevel<TValue> : IDisposable
{
    /// <summary>Whether the shared level has confirmed all purges of this instance.</summary>
    bool ArePurgesConfirmed { get; }

    /// <summary>Looks up a value. While another instance loads it, waits for that load for at most half a second.</summary>
    ValueTask<SharedLookup<TValue>> LookUpAsync(string key, CancellationToken cancellationToken);

    /// <summary>Purges tags in all instances: here at once, elsewhere a moment later or when the shared state is available again.</summary>
    void Purge(ReadOnlySpan<string> tags);

    /// <summary>Ignores all shared values that were loaded before this call.</summary>
    void Distrust();
}

/// <summary>The result of a lookup in the shared level. Without a value and without a lease the instance loads for itself.</summary>
/// <param name="Value">The value, if there is one.</param>
/// <param name="Lease">The right to load the value for all instances, if there is none.</param>
/// <param name="IsCounted">Whether the lookup counts as a hit or a miss: false if the shared level was not asked.</param>
public readonly record struct SharedLookup<TValue>(Cacheable<TValue>? Value, ISharedLoadLease<TValue>? Lease, bool IsCounted);

/// <summary>The right of one instance to load a value for all. It expires after two seconds.</summary>
public interface ISharedLoadLease<TValue>
{
    /// <summary>Ends the load without waiting for the shared level.</summary>
    /// <param name="loaded">The value to share; null if there is none to share.</param>
    /// <param name="lifetime">The time until the shared value expires.</param>
    void Complete(Cacheable<TValue>? loaded, TimeSpan lifetime);
}
