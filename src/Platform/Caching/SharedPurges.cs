using System.Collections.Immutable;
using System.Text;
using Cartwright.Platform.Redis;
using StackExchange.Redis;

namespace Cartwright.Platform.Caching;

/// <summary>Tags whose purge Redis has not confirmed yet: what it holds of them may be old.</summary>
/// <param name="Everything">The number of the purge with which they became too many to be named; 0 when they are not.</param>
/// <param name="Tags">Each with the number of its last purge here.</param>
internal sealed record UnconfirmedPurges(long Everything, ImmutableDictionary<string, long> Tags)
{
    public static readonly UnconfirmedPurges None = new(0, ImmutableDictionary<string, long>.Empty);

    /// <summary>Whether something that carries these tags may be old.</summary>
    public bool Touches(IReadOnlyList<string> tags) => Everything != 0 || (Tags.Count > 0 && tags.Any(Tags.ContainsKey));

    /// <summary>What is left once Redis has taken others; what was purged again meanwhile has another number and stays.</summary>
    public UnconfirmedPurges Without(UnconfirmedPurges told)
    {
        var left = Tags.RemoveRange(told.Tags.Where(Tags.Contains).Select(t => t.Key));
        var everything = Everything == told.Everything ? 0 : Everything;
        return left.IsEmpty && everything == 0 ? None : new(everything, left);
    }
}

/// <summary>
/// Purges of a cache that hold for all its instances: each is told to Redis, again and again until Redis has it, and Redis tells the others.
/// Until then this instance does not trust what Redis holds of the tag.
/// </summary>
internal sealed class SharedPurges : IDisposable
{
    const int NamedMax = 4096;
    static readonly TimeSpan RetryPause = TimeSpan.FromMilliseconds(100);

    readonly RedisConnection _redis;
    readonly CacheKeys _keys;
    readonly TimeSpan _tagLife;
    readonly TimeProvider _time;
    readonly IDisposable _subscription;
    readonly CancellationTokenSource _stop = new();
    readonly Lock _lock = new();
    readonly string _self = Guid.NewGuid().ToString("N");
    UnconfirmedPurges _unconfirmed = UnconfirmedPurges.None;
    long _last;
    bool _isTelling;

    /// <param name="redis">Where the purges are shared.</param>
    /// <param name="keys">The names in Redis.</param>
    /// <param name="tagLife">How long a purge is remembered there: longer than any entry, and than any load.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onPurge">Another instance purged tags.</param>
    /// <param name="onGap">Another instance purged everything, or purges may have been missed.</param>
    public SharedPurges(RedisConnection redis, CacheKeys keys, TimeSpan tagLife, TimeProvider time, Action<string[]> onPurge, Action onGap)
    {
        _redis = redis;
        _keys = keys;
        _tagLife = tagLife;
        _time = time;
        _subscription = redis.Subscribe(keys.Channel, message => Hear(message, onPurge, onGap), onGap);
    }

    /// <summary>What Redis has not confirmed. Look before asking Redis: what is confirmed while the answer is on its way may have come after it.</summary>
    public UnconfirmedPurges Unconfirmed => Volatile.Read(ref _unconfirmed);

    /// <summary>Purges tags everywhere. From now on, here; elsewhere in a moment, or when Redis is back.</summary>
    public void Add(ReadOnlySpan<string> tags)
    {
        lock (_lock)
        {
            var named = _unconfirmed.Tags.ToBuilder();
            foreach (var tag in tags)
            {
                named[tag] = ++_last;
            }

            _unconfirmed = named.Count > NamedMax
                ? new(_last, ImmutableDictionary<string, long>.Empty)
                : _unconfirmed with { Tags = named.ToImmutable() };
            if (!_isTelling)
            {
                _isTelling = true;
                _ = NotifyAsync();
            }
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _subscription.Dispose();
        _stop.Cancel();
        _stop.Dispose();
    }

    async Task NotifyAsync()
    {
        var stopped = _stop.Token;
        while (!stopped.IsCancellationRequested)
        {
            UnconfirmedPurges told;
            lock (_lock)
            {
                told = _unconfirmed;
                if (told == UnconfirmedPurges.None)
                {
                    _isTelling = false;
                    return;
                }
            }

            try
            {
                await NotifyAsync(told);
                lock (_lock)
                {
                    _unconfirmed = _unconfirmed.Without(told);
                }
            }
            catch (RedisUnavailableException)
            {
                await Task.Delay(RetryPause, _time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    Task NotifyAsync(UnconfirmedPurges purges)
    {
        var message = Encoding.UTF8.GetBytes($"{_self}\n{string.Join(' ', purges.Tags.Keys)}");
        return purges.Everything != 0
            ? _redis.RunAsync(SharedScripts.PurgeAll, [_keys.Clock], [_keys.Channel, message])
            : _redis.RunAsync(
                SharedScripts.Purge,
                [_keys.Clock],
                [_keys.TagPrefix, (long)_tagLife.TotalMilliseconds, _keys.Channel, message, .. purges.Tags.Keys.Select(tag => (RedisValue)tag)]);
    }

    void Hear(byte[] message, Action<string[]> onPurge, Action onAll)
    {
        var lines = Encoding.UTF8.GetString(message).Split('\n');
        if (lines[0] == _self)
        {
            return;
        }

        var tags = lines[1].Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (tags.Length == 0)
        {
            onAll();
        }
        else
        {
            onPurge(tags);
        }
    }
}
