using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// Reads a service's log in the order of its positions without ever missing an event.
/// Positions are given out before the commit, so a higher one can become visible before a lower one. The reader therefore stops
/// before a missing position and takes a transaction id itself, the fence. Whoever could fill the gap had an id before the position,
/// so before the fence: once no transaction up to the fence is running any more, what is missing will never come.
/// (The xmax of a snapshot would not do as a fence: it is the last completed id plus one, and the owner of the gap may be younger.)
/// </summary>
internal sealed class EventLogReader(NpgsqlDataSource source)
{
    /// <summary>How many events are read at once.</summary>
    public const int PageMax = 1000;


    // Committed events that were shown to the reader and wait for earlier ones.
    const int ShownMax = 10_000;

    readonly SortedDictionary<long, Envelope> _shown = [];
    (long Position, long Fence)? _gap;

    /// <summary>Where the reader stands: everything up to here has been returned, or will never exist.</summary>
    public long Position { get; private set; }

    /// <summary>True when a position is missing whose transaction may still be running.</summary>
    public bool WaitsForGap => _gap is not null || _shown.Count > 0;

    /// <summary>Moves the reader, for example to where an earlier one stopped.</summary>
    public void Seek(long position)
    {
        Position = position;
        _gap = null;
        _shown.Clear();
    }

    /// <summary>Shows committed events to the reader, in any order and number; those that follow on what it has returned need no reading.</summary>
    public void Show(IEnumerable<Envelope> committed)
    {
        foreach (var envelope in committed)
        {
            if (envelope.Position > Position && _shown.Count < ShownMax)
            {
                _shown[envelope.Position] = envelope;
            }
        }
    }

    /// <summary>The events that were shown and are next; empty when there are none.</summary>
    public IReadOnlyList<Envelope> TakeShown()
    {
        var events = new List<Envelope>();
        while (_shown.Remove(Position + 1, out var next))
        {
            Position = next.Position;
            _gap = null;
            events.Add(next);
        }

        return events;
    }

    /// <summary>The next events, at most a page; empty when there are none that can be handed out yet.</summary>
    public async Task<IReadOnlyList<Envelope>> ReadAsync(CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"""
            select position, id, name, version, time, aggregate_id, idempotency_key, trace_parent, data,
                   pg_snapshot_xmin(pg_current_snapshot())::text::bigint
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
                var envelope = Read(reader);
                if (envelope.Position != Position + 1 && !(_gap is { } gap && gap.Position == Position + 1 && reader.GetInt64(9) > gap.Fence))
                {
                    missing = Position + 1;
                    break;
                }

                Position = envelope.Position;
                _gap = null;
                events.Add(envelope);
            }
        }

        while (_shown.Count > 0 && _shown.First().Key <= Position)
        {
            _shown.Remove(_shown.First().Key);
        }

        if (missing != 0 && _gap?.Position != missing)
        {
            await using var fence = new NpgsqlCommand("select pg_current_xact_id()::text::bigint", connection);
            _gap = (missing, (long)(await fence.ExecuteScalarAsync(cancellationToken))!);
        }

        return events;
    }

    /// <summary>Events after a position up to another one that a reader has already passed.</summary>
    public static async Task<IReadOnlyList<Envelope>> ReadPassedAsync(NpgsqlDataSource source, long after, long upTo, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            $"""
            select position, id, name, version, time, aggregate_id, idempotency_key, trace_parent, data
            from events where position > $1 and position <= $2 order by position limit {PageMax}
            """,
            connection)
        {
            Parameters = { new() { Value = after }, new() { Value = upTo } },
        };

        var events = new List<Envelope>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            events.Add(Read(reader));
        }

        return events;
    }

    internal static Envelope Read(NpgsqlDataReader reader) => new(
        reader.GetInt64(0), reader.GetGuid(1), reader.GetString(2), reader.GetInt16(3), reader.GetFieldValue<DateTimeOffset>(4), reader.GetGuid(5),
        reader.IsDBNull(6) ? null : reader.GetString(6), reader.IsDBNull(7) ? null : reader.GetString(7), reader.GetString(8));
}
