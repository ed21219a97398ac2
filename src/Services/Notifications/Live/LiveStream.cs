using System.Threading.Channels;

namespace Cartwright.Notifications;

/// <summary>
/// The queue of one open page. A slow page does not hold up the others: when its queue is full, the queue is dropped and the page gets a null, which means
/// that it must load its list again.
/// </summary>
/// <param name="openedAt">When the page was opened.</param>
/// <param name="close">Called when it is closed.</param>
internal sealed class LiveStream(DateTimeOffset openedAt, Action<LiveStream> close) : IDisposable
{
    /// <summary>The most notifications that wait for a page.</summary>
    public const int QueueMax = 32;

    // Duplicates arrive within a minute; a page that receives more than this in a minute loads its list again anyway.
    const int RememberedMax = 256;

    readonly Channel<NotificationView?> _queue = Channel.CreateBounded<NotificationView?>(QueueMax);
    readonly HashSet<(Guid Id, bool IsRead)> _sent = [];
    readonly Queue<(Guid Id, bool IsRead)> _order = new();
    volatile bool _missed;

    /// <summary>When the page was opened.</summary>
    public DateTimeOffset OpenedAt => openedAt;

    /// <summary>Queues a notification that the page has not received; one that was read queues a null. Never waits; one caller at a time.</summary>
    public void Send(NotificationView notification)
    {
        var key = (notification.Id, IsRead: notification.ReadAt is not null);
        if (!_sent.Add(key))
        {
            return;
        }

        _order.Enqueue(key);
        if (_order.Count > RememberedMax)
        {
            _sent.Remove(_order.Dequeue());
        }

        if (!_queue.Writer.TryWrite(key.IsRead ? null : notification))
        {
            _missed = true;
            // The page may have emptied its queue in between and would wait for the next notification.
            _queue.Writer.TryWrite(null);
        }
    }

    /// <summary>Completes when the queue is not empty.</summary>
    public Task WaitAsync(CancellationToken cancellationToken) => _queue.Reader.WaitToReadAsync(cancellationToken).AsTask();

    /// <summary>Takes all that is queued.</summary>
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

    /// <summary>Closes the stream.</summary>
    public void Dispose() => close(this);
}
