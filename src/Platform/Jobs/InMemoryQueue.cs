using System.Threading.Channels;

namespace Cartwright.Platform.Jobs;

/// <summary>An item that was offered, and when (<see cref="TimeProvider.GetTimestamp"/>).</summary>
internal sealed record OfferedItem(ReadOnlyMemory<byte> Body, long OfferedAt);

/// <summary>A consumer of a queue.</summary>
internal sealed class QueueConsumer(int capacity)
{
    readonly Channel<OfferedItem> _items = Channel.CreateUnbounded<OfferedItem>();

    /// <summary>How many more items it can receive; this bounds its channel.</summary>
    public int Capacity { get; set; } = capacity;

    /// <summary>The items that it receives, until it is removed.</summary>
    public ChannelReader<OfferedItem> Items => _items.Reader;

    /// <summary>Passes it an item.</summary>
    public void Receive(OfferedItem item)
    {
        Capacity--;
        _items.Writer.TryWrite(item);
    }

    /// <summary>It receives no more items.</summary>
    public void Complete() => _items.Writer.Complete();
}

/// <summary>The items of one queue within a process, and its consumers, which receive them in turn.</summary>
internal sealed class InMemoryQueue(TimeProvider time, TimeSpan offerLifetime, int itemsMax)
{
    readonly Lock _lock = new();
    readonly LinkedList<OfferedItem> _items = [];

    // The first one is next.
    readonly LinkedList<QueueConsumer> _consumers = [];

    /// <summary>Appends items.</summary>
    public void Add(IEnumerable<ReadOnlyMemory<byte>> bodies)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            foreach (var body in bodies)
            {
                // A copy, because the caller may reuse its memory.
                _items.AddLast(new OfferedItem(body.ToArray(), now));
                Distribute();
                if (_items.Count > itemsMax)
                {
                    _items.RemoveFirst();
                }
            }
        }
    }

    /// <summary>Adds a consumer.</summary>
    public QueueConsumer AddConsumer(int capacity)
    {
        var consumer = new QueueConsumer(capacity);
        lock (_lock)
        {
            _consumers.AddLast(consumer);
            Distribute();
        }

        return consumer;
    }

    /// <summary>Removes a consumer, which returns the items that it has received and not handled.</summary>
    public void RemoveConsumer(QueueConsumer consumer)
    {
        lock (_lock)
        {
            _consumers.Remove(consumer);
            consumer.Complete();
        }
    }

    /// <summary>A consumer has handled an item.</summary>
    public void Acknowledge(QueueConsumer consumer)
    {
        lock (_lock)
        {
            consumer.Capacity++;
            Distribute();
        }
    }

    /// <summary>A consumer that was removed has not handled an item.</summary>
    public void Return(OfferedItem item)
    {
        lock (_lock)
        {
            _items.AddFirst(item);
            Distribute();
        }
    }

    void Distribute()
    {
        while (_items.First is { Value: var item })
        {
            if (time.GetElapsedTime(item.OfferedAt) < offerLifetime)
            {
                if (Next() is not { } consumer)
                {
                    return;
                }

                consumer.Receive(item);
            }

            _items.RemoveFirst();
        }
    }

    // The consumer that is chosen becomes the last one.
    QueueConsumer? Next()
    {
        var node = _consumers.First;
        while (node is { Value.Capacity: 0 })
        {
            node = node.Next;
        }

        if (node is not null)
        {
            _consumers.Remove(node);
            _consumers.AddLast(node);
        }

        return node?.Value;
    }
}
