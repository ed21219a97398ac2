using System.Text.Json;
using Cartwright.Platform.Redis;

namespace Cartwright.Notifications;

/// <summary>What the open pages of a user are told: a notification that was written, or one that was read (<c>ReadAt</c>).</summary>
/// <param name="UserId">Whose pages.</param>
/// <param name="Notification">The notification.</param>
internal sealed record FeedItem(Guid UserId, NotificationView Notification);

/// <summary>What one instance tells the others.</summary>
/// <param name="From">The instance.</param>
/// <param name="Items">What it wrote.</param>
internal sealed record FeedMessage(Guid From, IReadOnlyList<FeedItem> Items);

/// <summary>
/// Tells the open pages of users what was written just now: here at once, on other instances by way of Redis.
/// What gets lost on that way <see cref="PollMissedNotifications"/> finds.
/// </summary>
internal sealed class LiveFeed : IDisposable
{
    const int StreamsPerUserMax = 8;
    const string Channel = "cartwright:notifications";

    readonly Guid _self = Guid.NewGuid();
    readonly Lock _lock = new();
    readonly Dictionary<Guid, List<LiveStream>> _streams = [];
    readonly TimeProvider _time;
    readonly RedisConnection? _redis;
    readonly IDisposable? _subscription;
    volatile bool _hasGap;

    public LiveFeed(TimeProvider time, RedisConnection? redis = null)
    {
        _time = time;
        _redis = redis;
        _subscription = redis?.Subscribe(Channel, Hear, () => _hasGap = true);
    }

    /// <summary>The users who have a page open here.</summary>
    public IReadOnlyList<Guid> Users
    {
        get
        {
            lock (_lock)
            {
                return [.. _streams.Keys];
            }
        }
    }

    /// <summary>Opens a stream to a page of a user, or null when the user has too many.</summary>
    public LiveStream? Open(Guid userId)
    {
        lock (_lock)
        {
            if (!_streams.TryGetValue(userId, out var ofUser))
            {
                _streams[userId] = ofUser = [];
            }

            if (ofUser.Count >= StreamsPerUserMax)
            {
                return null;
            }

            var stream = new LiveStream(_time.GetUtcNow(), closed => Close(userId, closed));
            ofUser.Add(stream);
            return stream;
        }
    }

    /// <summary>Tells the pages of these users, wherever they are open.</summary>
    public void Notify(IReadOnlyList<FeedItem> items)
    {
        NotifyLocal(items);
        if (items.Count > 0 && _redis is { IsAvailable: true } redis)
        {
            _ = ShareAsync(redis, items);
        }
    }

    /// <summary>Tells the pages that are open here; one that was told already is not told again.</summary>
    public void NotifyLocal(IEnumerable<FeedItem> items)
    {
        lock (_lock)
        {
            foreach (var item in items)
            {
                _streams.GetValueOrDefault(item.UserId)?.ForEach(stream => stream.Send(item.Notification));
            }
        }
    }

    /// <summary>Tells pages that are open here what was found to be written at a time, unless they were opened after that.</summary>
    public void NotifyLocal(FeedItem item, DateTimeOffset at)
    {
        lock (_lock)
        {
            _streams.GetValueOrDefault(item.UserId)?.Where(stream => stream.OpenedAt <= at).ToList().ForEach(stream => stream.Send(item.Notification));
        }
    }

    /// <summary>Whether other instances can be heard, and have been since this was asked last.</summary>
    public bool HeardAll()
    {
        var heard = _redis is { IsAvailable: true } && !_hasGap;
        _hasGap = false;
        return heard;
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription?.Dispose();

    async Task ShareAsync(RedisConnection redis, IReadOnlyList<FeedItem> items)
    {
        try
        {
            await redis.PublishAsync(Channel, JsonSerializer.SerializeToUtf8Bytes(new FeedMessage(_self, items), NotificationsJson.Default.FeedMessage));
        }
        catch (RedisUnavailableException)
        {
            // The other instances find it in the database.
        }
    }

    void Hear(byte[] message)
    {
        if (JsonSerializer.Deserialize(message, NotificationsJson.Default.FeedMessage) is { } told && told.From != _self)
        {
            NotifyLocal(told.Items);
        }
    }

    void Close(Guid userId, LiveStream stream)
    {
        lock (_lock)
        {
            if (_streams.TryGetValue(userId, out var ofUser) && ofUser.Remove(stream) && ofUser.Count == 0)
            {
                _streams.Remove(userId);
            }
        }
    }
}
