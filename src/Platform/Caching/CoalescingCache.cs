using System.Diagnostics.CodeAnalysis;

namespace Cartwright.Platform.Caching;

/// <summary>
/// A bounded cache in memory (cache-aside). Callers that miss the same key at once share one load. Entries are purged by their tags; if a tag is purged
/// during a load, the value is neither cached nor returned to callers that asked after the purge.
/// With shared state a purge holds in all instances, and a value that one instance loaded is used by the others. <see cref="Caches"/> creates caches.
/// </summary>
public sealed class CoalescingCache<TValue> : IDisposable
{
    readonly CacheLimits _limits;
    readonly TimeProvider _time;
    readonly Lock _lock = new();
    readonly TaggedEntries<TValue> _entries;
    readonly PurgeHistory _purges;
    readonly Dictionary<string, Load> _loads = [];
    readonly CacheCounts _counts;
    readonly CacheCounts? _sharedCounts;
    readonly ISharedCacheLevel<TValue>? _shared;

    internal CoalescingCache(
        string name, CacheLimits limits, TimeProvider time, (CacheCounts Memory, CacheCounts? Shared) counts, ISharedCache? shared, CacheCodec<TValue>? codec)
    {
        _limits = limits;
        _time = time;
        _entries = new(limits, time);
        _purges = new(time);
        (_counts, _sharedCounts) = counts;
        _shared = shared?.Open(name, limits, codec, tags => Drop(tags), Clear);
    }

    /// <summary>A load in progress, and the last purge before it began.</summary>
    sealed class Load(long start)
    {
        public long Start => start;

        public TaskCompletionSource<Loaded> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <param name="Value">The loaded value.</param>
    /// <param name="PurgedAt">The first purge during the load; 0 if there was none. Callers that asked after it must not get the value.</param>
    readonly record struct Loaded(TValue Value, long PurgedAt);

    /// <summary>The number of entries, expired ones included.</summary>
    public int Count => _entries.Count;

    /// <summary>The approximate size of all entries in bytes.</summary>
    public long Bytes
    {
        get
        {
            lock (_lock)
            {
                return _entries.Bytes;
            }
        }
    }

    /// <summary>Whether all purges of this instance hold in the other instances too.</summary>
    internal bool ArePurgesConfirmed => _shared is not { ArePurgesConfirmed: false };

    /// <summary>Returns the cached value of a key, unless it was purged or has expired.</summary>
    public bool TryGet(string key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_entries.TryGet(key, out value))
        {
            return false;
        }

        _counts.Hit();
        return true;
    }

    /// <summary>Returns the value of a key and loads it if necessary. All waiting callers get an error of the load; it is not cached.</summary>
    /// <param name="key">The key.</param>
    /// <param name="load">Loads the value, once for all waiting callers: it must not use anything that belongs to one request.</param>
    /// <param name="cancellationToken">Ends the wait, not the load.</param>
    public ValueTask<TValue> GetAsync(string key, Func<CancellationToken, Task<Cacheable<TValue>>> load, CancellationToken cancellationToken) =>
        TryGet(key, out var value) ? new(value) : new(WaitAsync(key, load, cancellationToken));

    /// <summary>The position in the history of purges before a load, for <see cref="Add"/>.</summary>
    public long Mark()
    {
        lock (_lock)
        {
            return _purges.Last;
        }
    }

    /// <summary>Adds a value that the caller loaded, for example together with others, unless it was purged since <paramref name="mark"/>.</summary>
    /// <param name="key">The key.</param>
    /// <param name="loaded">The value.</param>
    /// <param name="mark">The <see cref="Mark"/> from before the load.</param>
    public void Add(string key, Cacheable<TValue> loaded, long mark)
    {
        _counts.Miss();
        lock (_lock)
        {
            Keep(key, loaded, mark, out _);
        }
    }

    /// <summary>Drops all entries with one of the tags, also those whose load is in progress; in other instances a moment later.</summary>
    public void Purge(params ReadOnlySpan<string> tags)
    {
        // The shared level first: a miss in memory must not find a purged value there.
        _shared?.Purge(tags);
        Drop(tags);
    }

    /// <summary>Drops all entries of this instance, because a purge may have been lost. Values that were shared before are not used either.</summary>
    public void Clear()
    {
        _shared?.Distrust();
        lock (_lock)
        {
            _purges.AddAll();
            _entries.Clear();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _shared?.Dispose();

    void Drop(ReadOnlySpan<string> tags)
    {
        lock (_lock)
        {
            foreach (var tag in tags)
            {
                _purges.Add(tag);
                _entries.RemoveTagged(tag);
            }
        }
    }

    async Task<TValue> WaitAsync(string key, Func<CancellationToken, Task<Cacheable<TValue>>> load, CancellationToken cancellationToken)
    {
        _counts.Miss();
        // Each further round requires another purge during a joined load.
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            Load? joined;
            long since;
            bool isFirst;
            lock (_lock)
            {
                if (_entries.TryGet(key, out var value))
                {
                    return value;
                }

                since = _purges.Last;
                isFirst = !_loads.TryGetValue(key, out joined);
                if (joined is null)
                {
                    _loads[key] = joined = new Load(since);
                }
            }

            if (isFirst)
            {
                _ = RunAsync(key, joined, load);
            }

            var loaded = await joined.Result.Task.WaitAsync(cancellationToken);
            if (loaded.PurgedAt == 0 || loaded.PurgedAt > since)
            {
                return loaded.Value;
            }
        }
    }

    async Task RunAsync(string key, Load shared, Func<CancellationToken, Task<Cacheable<TValue>>> load)
    {
        using var timeout = new CancellationTokenSource(_limits.LoadTimeout, _time);
        ISharedLoadLease<TValue>? lease = null;
        try
        {
            var found = await LookUpSharedAsync(key, timeout.Token);
            lease = found.Lease;
            var loaded = found.Value ?? await load(timeout.Token).WaitAsync(timeout.Token);
            long purgedAt;
            TimeSpan lifetime;
            lock (_lock)
            {
                _loads.Remove(key);
                purgedAt = Keep(key, loaded, shared.Start, out lifetime);
            }

            shared.Result.SetResult(new(loaded.Value, purgedAt));
            lease?.Complete(purgedAt == 0 && loaded.Keep ? loaded : null, lifetime);
        }
#pragma warning disable CA1031 // The waiting callers get the error.
        catch (Exception error)
#pragma warning restore CA1031
        {
            lock (_lock)
            {
                _loads.Remove(key);
            }

            shared.Result.SetException(timeout.IsCancellationRequested ? new TimeoutException("The load took too long.", error) : error);
            // Marks the error as observed, in case no caller waits any more.
            _ = shared.Result.Task.Exception;
            lease?.Complete(null, default);
        }
    }

    async ValueTask<SharedLookup<TValue>> LookUpSharedAsync(string key, CancellationToken cancellationToken)
    {
        if (_shared is null)
        {
            return default;
        }

        var found = await _shared.LookUpAsync(key, cancellationToken);
        if (found.IsCounted)
        {
            if (found.Value is null)
            {
                _sharedCounts?.Miss();
            }
            else
            {
                _sharedCounts?.Hit();
            }
        }

        return found;
    }

    long Keep(string key, Cacheable<TValue> loaded, long start, out TimeSpan lifetime)
    {
        lifetime = loaded.Lifetime is { } shorter && shorter < _limits.Lifetime ? shorter : _limits.Lifetime;
        if (_limits.Settling > TimeSpan.Zero && _limits.Settling < lifetime && _purges.IsRecent(loaded.Tags, _limits.Settling))
        {
            lifetime = _limits.Settling;
        }

        var purgedAt = _purges.FirstSince(start, loaded.Tags);
        if (purgedAt == 0 && loaded.Keep)
        {
            _entries.Set(key, loaded, lifetime);
        }

        return purgedAt;
    }
}
