using Cartwright.Platform.Caching;
using StackExchange.Redis;

namespace Cartwright.Platform.Redis;

/// <summary>
/// The level of a cache that instances share in Redis. While one instance loads a value, the others wait for it for a moment. While Redis does not
/// answer, each instance loads for itself.
/// </summary>
internal sealed class RedisCacheLevel<TValue> : ISharedCacheLevel<TValue>
{
    static readonly TimeSpan WaitMax = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(4);

    // The lock of an instance that crashes during a load expires.
    static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(2);

    readonly CacheKeys _keys;
    readonly CacheCodec<TValue>? _codec;
    readonly RedisConnection _redis;
    readonly TimeProvider _time;
    readonly TimeSpan _tagLife;
    readonly RedisPurges _purges;
    volatile RedisValue[]? _trustedSince;

    public RedisCacheLevel(
        string name, CacheLimits limits, CacheCodec<TValue>? codec, RedisConnection redis, TimeProvider time, Action<string[]> onPurge, Action onGap)
    {
        (_keys, _codec, _redis, _time) = (new(name), codec, redis, time);
        // Versions of tags outlive every entry and every load.
        _tagLife = (limits.Lifetime + limits.LoadTimeout) * 2;
        _purges = new(redis, _keys, _tagLife, time, onPurge, onGap);
    }

    public bool ArePurgesConfirmed => _purges.Unconfirmed == UnconfirmedPurges.None;

    public async ValueTask<SharedLookup<TValue>> LookUpAsync(string key, CancellationToken cancellationToken)
    {
        if (_codec is null || !_redis.IsAvailable)
        {
            return default;
        }

        try
        {
            // Entries from before the subscription to purges may have been purged without this instance.
            var trustedSince = _trustedSince ??= (RedisValue[])(await _redis.RunAsync(CacheScripts.Now, [_keys.Clock], []))!;
            return await LookUpAsync(key, _codec, trustedSince, cancellationToken);
        }
        catch (RedisUnavailableException)
        {
            return new(null, null, IsCounted: true);
        }
    }

    public void Purge(ReadOnlySpan<string> tags) => _purges.Add(tags);

    public void Distrust() => _trustedSince = null;

    public void Dispose() => _purges.Dispose();

    async Task<SharedLookup<TValue>> LookUpAsync(string key, CacheCodec<TValue> codec, RedisValue[] trustedSince, CancellationToken cancellationToken)
    {
        var token = Guid.NewGuid().ToString("N");
        var start = _time.GetTimestamp();
        for (var pause = FirstPause; ; pause *= 2)
        {
            var unconfirmed = _purges.Unconfirmed;
            var answer = (RedisResult[])(await _redis.RunAsync(
                CacheScripts.Fetch,
                [_keys.Clock, _keys.Entry(key), _keys.Loader(key)],
                [_keys.TagPrefix, trustedSince[0], trustedSince[1], token, (long)LeaseDuration.TotalMilliseconds]))!;
            switch ((string)answer[0]!)
            {
                case "found":
                    var tags = ((string)answer[2]!).Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    return new(unconfirmed.Touches(tags) ? null : Read(codec, (byte[])answer[1]!, tags, (long)answer[3]), null, IsCounted: true);
                case "load":
                    return new(null, new LoadLease(this, key, codec, token, (RedisValue)answer[1], (RedisValue)answer[2]), IsCounted: true);
                default:
                    if (_time.GetElapsedTime(start) + pause > WaitMax)
                    {
                        return new(null, null, IsCounted: true);
                    }

                    await Task.Delay(pause, _time, cancellationToken);
                    break;
            }
        }
    }

    static Cacheable<TValue> Read(CacheCodec<TValue> codec, byte[] bytes, string[] tags, long milliseconds) =>
        new(codec.Read(bytes, tags), bytes.Length, tags) { Lifetime = TimeSpan.FromMilliseconds(milliseconds) };

    /// <summary>The lock on a key during a load.</summary>
    /// <param name="level">The level of the cache.</param>
    /// <param name="key">The key.</param>
    /// <param name="codec">Serializes the value.</param>
    /// <param name="token">Releases the lock.</param>
    /// <param name="epoch">The epoch before the load.</param>
    /// <param name="number">The number of the last purge before the load.</param>
    sealed class LoadLease(RedisCacheLevel<TValue> level, string key, CacheCodec<TValue> codec, string token, RedisValue epoch, RedisValue number)
        : ISharedLoadLease<TValue>
    {
        public void Complete(Cacheable<TValue>? loaded, TimeSpan lifetime) => _ = CompleteAsync(loaded, lifetime);

        async Task CompleteAsync(Cacheable<TValue>? loaded, TimeSpan lifetime)
        {
            var keys = level._keys;
            try
            {
                await (loaded is null
                    ? level._redis.RunAsync(CacheScripts.Release, [keys.Loader(key)], [token])
                    : level._redis.RunAsync(
                        CacheScripts.Store,
                        [keys.Clock, keys.Entry(key), keys.Loader(key)],
                        [
                            keys.TagPrefix, (long)level._tagLife.TotalMilliseconds, token, epoch, number,
                            (long)lifetime.TotalMilliseconds, string.Join(' ', loaded.Tags), codec.Write(loaded.Value),
                        ]));
            }
            catch (RedisUnavailableException)
            {
                // The next instance loads the value again.
            }
        }
    }
}
