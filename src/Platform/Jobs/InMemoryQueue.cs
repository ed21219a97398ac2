using System.Threading.Channels;

namespace Cartwright.Platform.Jobs;

/// <summary>An item that was offered, and when (<see cref="TimeProvider.GetTimestamp"/>).</summary>
internal sealed record OfferedItem(ReadOnlyMemory<byte> Body, long OfferedAt);

/// <summary>Somebody who takes from a line.</summary>
internal sealed class QueueConsumer(int places)
{
    readonly Channel<OfferedItem> _items = Channel.CreateUnbounded<OfferedItem>();

    /// <summary>How many more items it can be given; this bounds its channel.</summary>
    public int Places { get; set; } = places;

    /// <summary>What it is given, until it leaves.</summary>
    public ChannelReader<OfferedItem> Items => _items.Reader;

    /// <summary>Gives it an item.</summary>
    public void Give(OfferedItem item)
    {
        Places--;
        _items.Writer.TryWrite(item);
    }

    /// <summary>It is given nothing any more.</summary>
    public void Leave() => _items.Writer.Complete();
}

/// <summary>The items of one queue within a process, and those who take them in turn.</summary>
internal sealed class InMemoryQueue(TimeProvider time, TimeSpan offerLife, int itemsMax)
{
    readonly Lock _lock = new();
    readonly LinkedList<OfferedItem> _items = [];

    // Whose turn it is comes first.
    readonly LinkedList<QueueConsumer> _takers = [];

    /// <summary>Adds items behind the others.</summary>
    public void Add(IEnumerable<ReadOnlyMemory<byte>> bodies)
    {
        var now = time.GetTimestamp();
        lock (_lock)
        {
            foreach (var body in bodies)
            {
                // The caller may use its memory for something else.
                _items.AddLast(new OfferedItem(body.ToArray(), now));
                HandOut();
                if (_items.Count > itemsMax)
                {
                    _items.RemoveFirst();
                }
            }
        }
    }

    /// <summary>Lets somebody take.</summary>
    public QueueConsumer Join(int places)
    {
        var taker = new QueueConsumer(places);
        lock (_lock)
        {
            _takers.AddLast(taker);
            HandOut();
        }

        return taker;
    }

    /// <summary>Gives a taker nothing any more; what it was given already it gives back.</summary>
    public void Leave(QueueConsumer taker)
    {
        lock (_lock)
        {
            _takers.Remove(taker);
            taker.Leave();
        }
    }

    /// <summary>A taker is done with an item.</summary>
    public void Done(QueueConsumer taker)
    {
        lock (_lock)
        {
            taker.Places++;
            HandOut();
        }
    }

    /// <summary>A taker that leaves has not handled an item.</summary>
    public void GiveBack(OfferedItem item)
    {
        lock (_lock)
        {
            _items.AddFirst(item);
            HandOut();
        }
    }

    void HandOut()
    {
        while (_items.First is { Value: var item })
        {
            if (time.GetElapsedTime(item.OfferedAt) < offerLife)
            {
                if (Next() is not { } taker)
                {
                    return;
                }

                taker.Give(item);
            }

            _items.RemoveFirst();
        }
    }

    // Who has had its turn goes to the end.
    QueueConsumer? Next()
    {
        var node = _takers.First;
        while (node is { Value.Places: 0 })
        {
            node = node.Next;
        }

        if (node is not null)
        {
            _takers.Remove(node);
            _takers.AddLast(node);
        }

        return node?.Value;
    }
}
