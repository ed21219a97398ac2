using Cartwright.Platform.Redis;
using StackExchange.Redis;

namespace Cartwright.Platform.Caching;

/// <summary>The right to load a value for all instances.</summary>
/// <param name="Token">Ends the lock.</param>
/// <param name="Epoch">The moment before the load.</param>
/// <param name="Number">The moment before the load.</param>
internal sealed record LoadGrant(string Token, RedisValue Epoch, RedisValue Number);

/// <summary>What came of a look into Redis: a value, or the right to load it; or neither, then the instance loads for itself.</summary>
internal readonly record struct Fetched<TValue>(Cacheable<TValue>? Value, LoadGrant? Grant);

/// <summary>
/// The second level of a cache: values in Redis, for all instances. Asked when memory does not know; while one instance loads a value the others wait
/// for it, for a moment. Whenever Redis does not answer the instance goes on by itself.
/// </summary>
internal sealed class SharedLevel<TValue>(
    CacheKeys keys, CacheLimits limits, CacheCodec<TValue> codec, RedisConnection redis, SharedPurges purges, CacheCounts counts, TimeProvider time)
{
    static readonly TimeSpan WaitMax = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(4);

    // An instance that dies with the lock holds up nobody for longer than they wait anyway.
    static readonly TimeSpan LoaderLife = TimeSpan.FromSeconds(2);

    volatile RedisValue[]? _trusted;

    /// <summary>How long purges are remembered: longer than any entry, and than any load.</summary>
    public static TimeSpan TagLife(CacheLimits limits) => (limits.Lifetime + limits.LoadTimeout) * 2;

    /// <summary>Looks a value up.</summary>
    public async Task<Fetched<TValue>> FetchAsync(string key, CancellationToken cancellationToken)
    {
        if (!redis.IsAvailable)
        {
            return default;
        }

        try
        {
            // What was there before this instance began to listen for purges may have been purged when nobody did.
            var trusted = _trusted ??= (RedisValue[])(await redis.RunAsync(SharedScripts.Now, [keys.Clock], []))!;
            var fetched = await FetchAsync(key, trusted, cancellationToken);
            if (fetched.Value is null)
            {
                counts.Miss();
            }
            else
            {
                counts.Hit();
            }

            return fetched;
        }
        catch (RedisUnavailableException)
        {
            counts.Miss();
            return default;
        }
    }

    /// <summary>From now on only what is loaded after this is trusted.</summary>
    public void Distrust() => _trusted = null;

    /// <summary>Ends a load: keeps what it gave, if that is to be kept, and lets the others have it. Nobody waits for this.</summary>
    public void Finish(string key, LoadGrant grant, Cacheable<TValue>? loaded, TimeSpan lifetime) => _ = FinishAsync(key, grant, loaded, lifetime);

    async Task<Fetched<TValue>> FetchAsync(string key, RedisValue[] trusted, CancellationToken cancellationToken)
    {
        var token = Guid.NewGuid().ToString("N");
        var start = time.GetTimestamp();
        for (var pause = FirstPause; ; pause *= 2)
        {
            var unconfirmed = purges.Unconfirmed;
            var answer = (RedisResult[])(await redis.RunAsync(
                SharedScripts.Fetch,
                [keys.Clock, keys.Entry(key), keys.Loader(key)],
                [keys.TagPrefix, trusted[0], trusted[1], token, (long)LoaderLife.TotalMilliseconds]))!;
            switch ((string)answer[0]!)
            {
                case "found":
                    var tags = ((string)answer[2]!).Split(' ', StringSplitOptions.RemoveEmptyEntries);
                    return unconfirmed.Touches(tags) ? default : new(Read((byte[])answer[1]!, tags, (long)answer[3]), null);
                case "load":
                    return new(null, new(token, (RedisValue)answer[1], (RedisValue)answer[2]));
                default:
                    if (time.GetElapsedTime(start) + pause > WaitMax)
                    {
                        return default;
                    }

                    await Task.Delay(pause, time, cancellationToken);
                    break;
            }
        }
    }

    Cacheable<TValue> Read(byte[] bytes, string[] tags, long milliseconds) =>
        new(codec.Read(bytes, tags), bytes.Length, tags) { Lifetime = TimeSpan.FromMilliseconds(milliseconds) };

    async Task FinishAsync(string key, LoadGrant grant, Cacheable<TValue>? loaded, TimeSpan lifetime)
    {
        try
        {
            await (loaded is null
                ? redis.RunAsync(SharedScripts.Release, [keys.Loader(key)], [grant.Token])
                : redis.RunAsync(
                    SharedScripts.Store,
                    [keys.Clock, keys.Entry(key), keys.Loader(key)],
                    [
                        keys.TagPrefix, (long)TagLife(limits).TotalMilliseconds, grant.Token, grant.Epoch, grant.Number,
                        (long)lifetime.TotalMilliseconds, string.Join(' ', loaded.Tags), codec.Write(loaded.Value),
                    ]));
        }
        catch (RedisUnavailableException)
        {
            // The next instance loads it again.
        }
    }
}
