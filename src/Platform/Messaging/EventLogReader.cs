using Cartwright.Platform.Data;
using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// Reads a service's log in the order of its positions and never misses an event.
/// A transaction takes a position before it commits, so a higher position can become visible before a lower one. The reader therefore stops before a
/// missing position and takes a transaction id, the snapshot barrier. A transaction that could fill the gap has an id below the barrier, because it took
/// its id before the position: once no transaction up to the barrier is running, the missing position will never appear.
/// (The xmax of a snapshot is no barrier: it is the last completed id plus one, and the transaction of the gap may be younger.)
/// </summary>
public sealed class EventLogReader(NpgsqlDataSource source)
{
    /// <summary>The most events of a read.</summary>
    public const int PageMax = 1000;

    // The most events in memory that wait for earlier positions.
    const int CommittedMax = 10_000;

    readonly SortedDictionary<long, Envelope> _committed = [];
    (long Position, long Barrier)? _gap;

    /// <summary>The position of the reader: up to it every event has been returned, and no other can appear.</summary>
    public long Position { get; private set; }

    /// <summary>Whether a position is missing whose transaction may still be running.</summary>
    public bool HasGap => _gap is not null || _committed.Count > 0;

    /// <summary>Moves the reader, for example to where an earlier reader stopped.</summary>
    public void Seek(long position)
    {
        Position = position;
        _gap = null;
        _committed.Clear();
    }

    /// <summary>Adds committed events, in any order and number: the reader need not read them from the database.</summary>
    public void AddCommitted(IEnumerable<Envelope> events)
    {
        foreach (var envelope in events)
        {
            if (envelope.Position > Position && _committed.Count < CommittedMax)
            {
                _committed[envelope.Position] = envelope;
            }
        }
    }

    /// <summary>The next events among those that were added; empty when the next position is not among them.</summary>
    public IReadOnlyList<Envelope> TakeCommitted()
    {
        var events = new List<Envelope>();
        while (_committed.Remove(Position + 1, out var next))
        {
            Position = next.Position;
            _gap = null;
            events.Add(next);
        }

        return events;
    }

    /// <summary>The next events in the database, at most <see cref="PageMax"/>; empty when there are none or a position is missing.</summary>
    public async Task<IReadOnlyList<Envelope>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"""
            select {EventTable.Columns}, {SnapshotBarrier.LowestRunning}
            from events where position > $1 order by position limit {PageMax}
            """,
            connection)
        {
            Parameters = { new() { Value = Position } },
        };

        var events = new List<Envelope>();
        var missing = 0L;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var envelope = EventTable.Read(reader);
                if (envelope.Position != Position + 1
                    && !(_gap is { } gap && gap.Position == Position + 1 && reader.GetInt64(EventTable.ColumnCount) > gap.Barrier))
                {
                    missing = Position + 1;
                    break;
                }

                Position = envelope.Position;
                _gap = null;
                events.Add(envelope);
            }
        }

        while (_committed.Count > 0 && _committed.First().Key <= Position)
        {
            _committed.Remove(_committed.First().Key);
        }

        if (missing != 0 && _gap?.Position != missing)
        {
            _gap = (missing, await SnapshotBarrier.TakeAsync(connection, cancellationToken));
        }

        return events;
    }

    /// <summary>Events after a position, up to another one that a reader has already passed.</summary>
    public static async Task<IReadOnlyList<Envelope>> ReadPassedAsync(NpgsqlDataSource source, long after, long upTo, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"select {EventTable.Columns} from events where position > $1 and position <= $2 order by position limit {PageMax}", connection)
        {
            Parameters = { new() { Value = after }, new() { Value = upTo } },
        };
        return await EventTable.ListAsync(command, cancellationToken);
    }
}
