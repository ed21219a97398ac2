using System.Threading.Channels;

namespace Cartwright.Notifications;

/// <summary>
/// What waits for one page. A page that reads too slowly holds up nobody: when its queue is full the queue is dropped
/// and the page is told to load the list again, which is null in what it reads.
/// </summary>
/// <param name="openedAt">When the page was opened.</param>
/// <param name="close">Called when it is closed.</param>
internal sealed class LiveStream(DateTimeOffset openedAt, Action<LiveStream> close) : IDisposable
{
    /// <summary>How many notifications wait for a page.</summary>
    public const int QueueMax = 32;

    // What comes by several ways comes within a minute; a page that is told more than this in a minute is told to load its list anyway.
    const int RememberedMax = 256;

    readonly Channel<NotificationView?> _queue = Channel.CreateBounded<NotificationView?>(QueueMax);
    readonly HashSet<(Guid Id, bool IsRead)> _told = [];
    readonly Queue<(Guid Id, bool IsRead)> _order = new();
    volatile bool _missed;

    /// <summary>When the page was opened.</summary>
    public DateTimeOffset OpenedAt => openedAt;

    /// <summary>Hands in a notification, unless the page was told of it; of one that was read the page is told to load its list. Never waits; one caller at a time.</summary>
    public void Send(NotificationView notification)
    {
        var key = (notification.Id, IsRead: notification.ReadAt is not null);
        if (!_told.Add(key))
        {
            return;
        }

        _order.Enqueue(key);
        if (_order.Count > RememberedMax)
        {
            _told.Remove(_order.Dequeue());
        }

        if (!_queue.Writer.TryWrite(key.IsRead ? null : notification))
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
