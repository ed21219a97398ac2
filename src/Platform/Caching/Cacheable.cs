namespace Cartwright.Platform.Caching;

/// <summary>What a load produced and how it may be kept.</summary>
/// <param name="Value">The value.</param>
/// <param name="Bytes">Its size in memory, about.</param>
/// <param name="Tags">The things it tells of; purging one of them drops the value.</param>
public sealed record Cacheable<TValue>(TValue Value, int Bytes, IReadOnlyList<string> Tags)
{
    /// <summary>False for what is handed to those who wait for it and then forgotten.</summary>
    public bool Keep { get; init; } = true;

    /// <summary>How long it may be kept, when that is less than the cache's own limit.</summary>
    public TimeSpan? Lifetime { get; init; }
}

/// <summary>The bounds of a cache.</summary>
public sealed record CacheLimits
{
    /// <summary>The most entries.</summary>
    public int EntriesMax { get; init; } = 10_000;

    /// <summary>The most bytes of all entries together.</summary>
    public long BytesMax { get; init; } = 32 * 1024 * 1024;

    /// <summary>How long an entry is kept at most, so that even a lost purge is forgotten.</summary>
    public TimeSpan Lifetime { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// For so long after a purge, what is loaded of the purged thing is kept only for so long again: a source that is itself a cache
    /// may hear of the change a moment later than this one and still hand out the old value.
    /// </summary>
    public TimeSpan Settling { get; init; } = TimeSpan.Zero;

    /// <summary>A load that takes longer is given up.</summary>
    public TimeSpan LoadTimeout { get; init; } = TimeSpan.FromSeconds(10);
}
