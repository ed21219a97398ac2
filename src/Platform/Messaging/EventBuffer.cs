using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>The last events of one publisher's log in memory; older events are read from the database.</summary>
internal sealed class EventBuffer
{
    const int Capacity = 4096;

    readonly Lock _lock = new();
    readonly Envelope[] _ring = new Envelope[Capacity];
    readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);
    NpgsqlDataSource? _source;
    long _count;

    // The ring holds the events after this position.
    long _bufferStart;
    long _end;

    /// <summary>Whether a publisher has opened it.</summary>
    public bool IsOpen => _opened.Task.IsCompleted;

    /// <summary>Completes when a publisher opens it.</summary>
    public Task Opened => _opened.Task;

    /// <summary>The database that holds the log, once the buffer is open.</summary>
    public NpgsqlDataSource Source => _source ?? throw new InvalidOperationException("The log is not open.");

    /// <summary>Completes when the next events are added.</summary>
    public Task NextAdd => Volatile.Read(ref _added).Task;

    /// <summary>The position of the last event.</summary>
    public long End => Volatile.Read(ref _end);

    /// <summary>Opens the buffer at a position of a log, up to which no other event can appear.</summary>
    public void Open(NpgsqlDataSource source, long position)
    {
        _source = source;
        _bufferStart = _end = position;
        _opened.TrySetResult();
    }

    /// <summary>Opens the buffer again, for a publisher that restarted.</summary>
    public void Reopen(NpgsqlDataSource source) => Volatile.Write(ref _source, source);

    /// <summary>Adds the next events of the log.</summary>
    public void Add(IReadOnlyList<Envelope> events)
    {
        lock (_lock)
        {
            foreach (var envelope in events)
            {
                ref var slot = ref _ring[_count++ % Capacity];
                if (slot is not null)
                {
                    _bufferStart = slot.Position;
                }

                slot = envelope;
            }

            Volatile.Write(ref _end, events[^1].Position);
        }

        Interlocked.Exchange(ref _added, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
    }

    /// <summary>Events after a position, at most <paramref name="max"/> from memory or a page from the database; empty at the end of the log.</summary>
    public async Task<IReadOnlyList<Envelope>> ReadAsync(long after, int max, CancellationToken cancellationToken)
    {
        while (true)
        {
            long upTo;
            lock (_lock)
            {
                if (after >= _bufferStart)
                {
                    return ReadMemory(after, max);
                }

                upTo = _bufferStart;
            }

            var page = await EventLogReader.ReadPassedAsync(_source!, after, upTo, cancellationToken);
            if (page.Count > 0)
            {
                return page;
            }

            after = upTo;
        }
    }

    List<Envelope> ReadMemory(long after, int max)
    {
        var (low, high) = (Math.Max(0, _count - Capacity), _count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _ring[middle % Capacity].Position <= after ? (middle + 1, high) : (low, middle);
        }

        var events = new List<Envelope>((int)Math.Min(max, _count - low));
        for (var i = low; i < _count && events.Count < max; i++)
        {
            events.Add(_ring[i % Capacity]);
        }

        return events;
    }
}
