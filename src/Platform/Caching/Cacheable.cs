namespace Cartwright.Platform.Caching;

/// <summary>A loaded value and how it may be cached.</summary>
/// <param name="Value">The value.</param>
/// <param name="Bytes">Its approximate size in memory.</param>
/// <param name="Tags">Purging one of them drops the value.</param>
public sealed record Cacheable<TValue>(TValue Value, int Bytes, IReadOnlyList<string> Tags)
{
    /// <summary>False if only the callers that wait for the load get the value.</summary>
    public bool Keep { get; init; } = true;

    /// <summary>The time until the value expires, if shorter than that of the cache.</summary>
    public TimeSpan? Lifetime { get; init; }
}

/// <summary>The limits of a cache.</summary>
public sealed record CacheLimits
{
    /// <summary>The largest number of entries.</summary>
    public int EntriesMax { get; init; } = 10_000;

    /// <summary>The largest total size of all entries in bytes.</summary>
    public long BytesMax { get; init; } = 32 * 1024 * 1024;

    /// <summary>The time until an entry expires, which also bounds the effect of a lost purge.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// For this time after a purge, values with the purged tag also expire after this time: a source that is itself a cache may receive the purge later
    /// and still return the old value.
    /// </summary>
    public TimeSpan Settling { get; init; } = TimeSpan.Zero;

    /// <summary>The time-out of a load.</summary>
    public TimeSpan LoadTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
