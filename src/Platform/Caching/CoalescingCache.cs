using System.Diagnostics.CodeAnalysis;
using Cartwright.Platform.Redis;

namespace Cartwright.Platform.Caching;

/// <summary>
/// A bounded cache in memory (cache-aside). Callers that miss the same key at once share one load. An entry carries tags by which
/// it is purged; a load during which one of its tags was purged is neither kept nor handed to whoever asked after the purge.
/// Where instances share, a purge holds for all of them, and what one of them loaded the others need not load. <see cref="Caches"/> makes them.
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
    readonly SharedPurges? _sharedPurges;
    readonly SharedLevel<TValue>? _shared;

    internal CoalescingCache(
        string name, CacheLimits limits, TimeProvider time, (CacheCounts Memory, CacheCounts Shared) counts, RedisConnection? redis, CacheCodec<TValue>? codec)
    {
        _limits = limits;
        _time = time;
        _entries = new(limits, time);
        _purges = new(time);
        _counts = counts.Memory;
        if (redis is null)
        {
            return;
        }

        var keys = new CacheKeys(name);
        _sharedPurges = new(redis, keys, SharedLevel<TValue>.TagLife(limits), time, tags => Drop(tags), Clear);
        if (codec is not null)
        {
            _shared = new(keys, limits, codec, redis, _sharedPurges, counts.Shared, time);
        }
    }

    /// <summary>A load under way, and the last purge before it began.</summary>
    sealed class Load(long start)
    {
        public long Start => start;

        public TaskCompletionSource<Loaded> Result { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <param name="Value">What was loaded.</param>
    /// <param name="PurgedAt">The first purge that overtook the load; 0 when none did. Who asked after it must not be given the value.</param>
    readonly record struct Loaded(TValue Value, long PurgedAt);

    /// <summary>How many entries there are, expired ones included.</summary>
    public int Count => _entries.Count;

    /// <summary>About how many bytes the entries take.</summary>
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

    /// <summary>Whether all purges from here have reached the other instances.</summary>
    internal bool PurgesAreShared => _sharedPurges is null || _sharedPurges.Unconfirmed == UnconfirmedPurges.None;

    /// <summary>The value of a key, when it is there and neither purged nor expired.</summary>
    public bool TryGet(string key, [MaybeNullWhen(false)] out TValue value)
    {
        if (!_entries.TryGet(key, out value))
        {
            return false;
        }

        _counts.Hit();
        return true;
    }

    /// <summary>The value of a key, loaded when it is not there. A failure goes to everybody who waits and is not kept.</summary>
    /// <param name="key">What is wanted.</param>
    /// <param name="load">
    /// Produces it. Runs once for all who wait, independently of the one who came first: it must not use what belongs to one request.
    /// </param>
    /// <param name="cancellationToken">Ends the wait, not the load.</param>
    public ValueTask<TValue> GetAsync(string key, Func<CancellationToken, Task<Cacheable<TValue>>> load, CancellationToken cancellationToken) =>
        TryGet(key, out var value) ? new(value) : new(WaitAsync(key, load, cancellationToken));

    /// <summary>A point in time to hand to <see cref="Add"/>, taken before loading.</summary>
    public long Mark()
    {
        lock (_lock)
        {
            return _purges.Last;
        }
    }

    /// <summary>Keeps a value that the caller has loaded, for example together with others, unless it was purged meanwhile.</summary>
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

    /// <summary>
    /// Drops every entry that carries one of the tags, now and when its load is still under way; in other instances a moment later.
    /// </summary>
    public void Purge(params ReadOnlySpan<string> tags)
    {
        // What is shared first: whoever misses in memory must not find there what is purged.
        _sharedPurges?.Add(tags);
        Drop(tags);
    }

    /// <summary>Drops everything here, because a purge may have been missed. What was shared until now is not trusted either.</summary>
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
    public void Dispose() => _sharedPurges?.Dispose();

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
        // Every further round takes another purge during a load that was joined.
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
        LoadGrant? grant = null;
        try
        {
            var fetched = _shared is null ? default : await _shared.FetchAsync(key, timeout.Token);
            grant = fetched.Grant;
            var loaded = fetched.Value ?? await load(timeout.Token).WaitAsync(timeout.Token);
            long purgedAt;
            TimeSpan lifetime;
            lock (_lock)
            {
                _loads.Remove(key);
                purgedAt = Keep(key, loaded, shared.Start, out lifetime);
            }

            shared.Result.SetResult(new(loaded.Value, purgedAt));
            if (grant is not null)
            {
                _shared!.Finish(key, grant, purgedAt == 0 && loaded.Keep ? loaded : null, lifetime);
            }
        }
#pragma warning disable CA1031 // Whatever went wrong is for those who wait to see: it is handed over, not swallowed.
        catch (Exception error)
#pragma warning restore CA1031
        {
            lock (_lock)
            {
                _loads.Remove(key);
            }

            shared.Result.SetException(timeout.IsCancellationRequested ? new TimeoutException("The load took too long.", error) : error);
            // Whoever waited may have gone; the error is theirs, not the process's.
            _ = shared.Result.Task.Exception;
            if (grant is not null)
            {
                _shared!.Finish(key, grant, null, default);
            }
        }
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
