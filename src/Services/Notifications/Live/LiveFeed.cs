using System.Text.Json;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>
/// Sends new notifications to the open pages of users: in this instance directly, in other instances over a broadcast.
/// <see cref="PollMissedNotifications"/> finds those that the broadcast loses.
/// </summary>
internal sealed class LiveFeed : IDisposable
{
    const int StreamsPerUserMax = 8;
    const string Channel = "notifications";

    readonly Guid _instance = Guid.NewGuid();
    readonly Lock _lock = new();
    readonly Dictionary<Guid, List<LiveStream>> _streams = [];
    readonly TimeProvider _time;
    readonly IBroadcast? _broadcast;
    readonly IDisposable? _subscription;
    volatile bool _hasGap;

    public LiveFeed(TimeProvider time, ISharedState? shared = null)
    {
        _time = time;
        _broadcast = shared?.Broadcast;
        _subscription = _broadcast?.Subscribe(Channel, Receive, () => _hasGap = true);
    }

    /// <summary>The users with an open page in this instance.</summary>
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

    /// <summary>Opens a stream to a page of a user; null if the user has too many.</summary>
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

    /// <summary>Notifies the pages of these users, in all instances.</summary>
    public void Notify(IReadOnlyList<FeedItem> items)
    {
        NotifyLocal(items);
        if (items.Count > 0 && _broadcast is { IsAvailable: true } broadcast)
        {
            // If it gets lost, the other instances find it in the database.
            _ = broadcast.TryPublishAsync(
                Channel, JsonSerializer.SerializeToUtf8Bytes(new FeedMessage(_instance, items), NotificationsJson.Default.FeedMessage));
        }
    }

    /// <summary>Notifies the pages that are open in this instance; a page ignores what it has already received.</summary>
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

    /// <summary>Notifies the pages that this instance had opened by the time of writing.</summary>
    public void NotifyLocal(FeedItem item, DateTimeOffset at)
    {
        lock (_lock)
        {
            _streams.GetValueOrDefault(item.UserId)?.Where(stream => stream.OpenedAt <= at).ToList().ForEach(stream => stream.Send(item.Notification));
        }
    }

    /// <summary>Whether this instance has received all broadcasts since the last call.</summary>
    public bool ReceivedAll()
    {
        var receivedAll = _broadcast is { IsAvailable: true } && !_hasGap;
        _hasGap = false;
        return receivedAll;
    }

    /// <inheritdoc/>
    public void Dispose() => _subscription?.Dispose();

    void Receive(byte[] message)
    {
        if (JsonSerializer.Deserialize(message, NotificationsJson.Default.FeedMessage) is { } received && received.From != _instance)
        {
            NotifyLocal(received.Items);
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
