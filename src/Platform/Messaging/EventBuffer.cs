using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>The last events of one publisher's log in memory, and the way to the older ones.</summary>
internal sealed class EventBuffer
{
    const int Capacity = 4096;

    readonly Lock _lock = new();
    readonly Envelope[] _ring = new Envelope[Capacity];
    readonly TaskCompletionSource _opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    TaskCompletionSource _added = new(TaskCreationOptions.RunContinuationsAsynchronously);
    NpgsqlDataSource? _source;
    long _count;
    long _before;
    long _end;

    /// <summary>Whether a publisher writes to it.</summary>
    public bool IsOpen => _opened.Task.IsCompleted;

    /// <summary>Completes when a publisher writes to it.</summary>
    public Task Opened => _opened.Task;

    /// <summary>The database that holds the log, once a publisher writes to it.</summary>
    public NpgsqlDataSource Source => _source ?? throw new InvalidOperationException("The log is not open.");

    /// <summary>Completes when the next events are added.</summary>
    public Task NextAdd => Volatile.Read(ref _added).Task;

    /// <summary>The position of the last event.</summary>
    public long End => Volatile.Read(ref _end);

    /// <summary>Begins at a position of a log, up to which everything is final.</summary>
    public void Open(NpgsqlDataSource source, long position)
    {
        _source = source;
        _before = _end = position;
        _opened.TrySetResult();
    }

    /// <summary>Goes on with the log of a publisher that started again.</summary>
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
                    _before = slot.Position;
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
                if (after >= _before)
                {
                    return FromMemory(after, max);
                }

                upTo = _before;
            }

            var page = await EventLogReader.ReadPassedAsync(_source!, after, upTo, cancellationToken);
            if (page.Count > 0)
            {
                return page;
            }

            after = upTo;
        }
    }

    List<Envelope> FromMemory(long after, int max)
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
