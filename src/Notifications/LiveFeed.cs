using System.Threading.Channels;

namespace Cartwright.Notifications;

/// <summary>Tells the open pages of a user what was written just now, in this process only: a page that misses something loads the list again.</summary>
internal sealed class LiveFeed
{
    const int StreamsPerUserMax = 8;

    readonly Lock _lock = new();
    readonly Dictionary<Guid, List<LiveStream>> _streams = [];

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

            var stream = new LiveStream(closed => Close(userId, closed));
            ofUser.Add(stream);
            return stream;
        }
    }

    /// <summary>Sends a notification to the open pages of its user.</summary>
    public void Send(Guid userId, NotificationView notification) => ForEach(userId, stream => stream.Send(notification));

    /// <summary>Asks the open pages of a user to load their list again.</summary>
    public void Refresh(Guid userId) => ForEach(userId, stream => stream.Send(null));

    void ForEach(Guid userId, Action<LiveStream> action)
    {
        lock (_lock)
        {
            _streams.GetValueOrDefault(userId)?.ForEach(action);
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

/// <summary>
/// What waits for one page. A page that reads too slowly holds up nobody: when its queue is full the queue is dropped
/// and the page is told to load the list again, which is null in what it reads.
/// </summary>
internal sealed class LiveStream(Action<LiveStream> close) : IDisposable
{
    /// <summary>How many notifications wait for a page.</summary>
    public const int QueueMax = 32;

    readonly Channel<NotificationView?> _queue = Channel.CreateBounded<NotificationView?>(QueueMax);
    volatile bool _missed;

    /// <summary>Hands in a notification, or null for "load the list again". Never waits.</summary>
    public void Send(NotificationView? notification)
    {
        if (!_queue.Writer.TryWrite(notification))
        {
            _missed = true;
            // The page may have emptied its queue in between and would not look again.
            _queue.Writer.TryWrite(null);
        }
    }

    /// <summary>Completes when there is something to read.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _queue.Reader.WaitToReadAsync(cancellationToken).AsTask();

    /// <summary>Everything that waits.</summary>
    public IReadOnlyList<NotificationView?> Take()
    {
        var missed = _missed;
        _missed = false;
        var waiting = new List<NotificationView?>();
        while (waiting.Count < QueueMax && _queue.Reader.TryRead(out var notification))
        {
            waiting.Add(notification);
        }

        return missed ? [null] : waiting;
    }

    /// <summary>The page is gone.</summary>
    public void Dispose() => close(this);
}
