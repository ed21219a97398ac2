using System.Collections.Immutable;
using System.Text;
using StackExchange.Redis;

namespace Cartwright.Platform.Redis;

/// <summary>
/// Purges a cache in all instances: sends each purge to Redis until Redis confirms it, and Redis notifies the other instances.
/// Until then this instance does not use entries of Redis with the tag.
/// </summary>
internal sealed class RedisPurges : IDisposable
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
    readonly string _instance = Guid.NewGuid().ToString("N");
    UnconfirmedPurges _unconfirmed = UnconfirmedPurges.None;
    long _lastNumber;
    bool _isSending;

    /// <param name="redis">The connection.</param>
    /// <param name="keys">The keys of the cache.</param>
    /// <param name="tagLife">The time until Redis forgets a purge: longer than any entry and any load.</param>
    /// <param name="time">The clock.</param>
    /// <param name="onPurge">Called when another instance purged tags.</param>
    /// <param name="onGap">Called when another instance purged everything, or purges may have been lost.</param>
    public RedisPurges(RedisConnection redis, CacheKeys keys, TimeSpan tagLife, TimeProvider time, Action<string[]> onPurge, Action onGap)
    {
        _redis = redis;
        _keys = keys;
        _tagLife = tagLife;
        _time = time;
        _subscription = redis.Subscribe(keys.Channel, message => Receive(message, onPurge, onGap), onGap);
    }

    /// <summary>The purges without confirmation. Read before a lookup: one that is confirmed during the lookup may have reached Redis after it.</summary>
    public UnconfirmedPurges Unconfirmed => Volatile.Read(ref _unconfirmed);

    /// <summary>Purges tags: in this instance at once, in others a moment later or when Redis is available again.</summary>
    public void Add(ReadOnlySpan<string> tags)
    {
        lock (_lock)
        {
            var named = _unconfirmed.Tags.ToBuilder();
            foreach (var tag in tags)
            {
                named[tag] = ++_lastNumber;
            }

            _unconfirmed = named.Count > NamedMax
                ? new(_lastNumber, ImmutableDictionary<string, long>.Empty)
                : _unconfirmed with { Tags = named.ToImmutable() };
            if (!_isSending)
            {
                _isSending = true;
                _ = SendAsync();
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

    async Task SendAsync()
    {
        var stopped = _stop.Token;
        while (!stopped.IsCancellationRequested)
        {
            UnconfirmedPurges pending;
            lock (_lock)
            {
                pending = _unconfirmed;
                if (pending == UnconfirmedPurges.None)
                {
                    _isSending = false;
                    return;
                }
            }

            try
            {
                await SendAsync(pending);
                lock (_lock)
                {
                    _unconfirmed = _unconfirmed.Without(pending);
                }
            }
            catch (RedisUnavailableException)
            {
                await Task.Delay(RetryPause, _time, stopped).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    Task SendAsync(UnconfirmedPurges purges)
    {
        var message = Encoding.UTF8.GetBytes($"{_instance}\n{string.Join(' ', purges.Tags.Keys)}");
        return purges.Everything != 0
            ? _redis.RunAsync(CacheScripts.PurgeAll, [_keys.Clock], [_keys.Channel, message])
            : _redis.RunAsync(
                CacheScripts.Purge,
                [_keys.Clock],
                [_keys.TagPrefix, (long)_tagLife.TotalMilliseconds, _keys.Channel, message, .. purges.Tags.Keys.Select(tag => (RedisValue)tag)]);
    }

    void Receive(byte[] message, Action<string[]> onPurge, Action onAll)
    {
        var lines = Encoding.UTF8.GetString(message).Split('\n');
        if (lines[0] == _instance)
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
