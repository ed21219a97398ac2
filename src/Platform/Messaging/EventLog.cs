using System.Diagnostics;
using System.Text.Json;
using System.Threading.Channels;
using Cartwright.Contracts;
using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Platform.Messaging;

/// <summary>The events of one service: written in the transaction of what they tell of, read in order by everybody else.</summary>
public sealed class EventLog(TimeProvider time)
{
    // What does not fit is read from the database.
    const int CommittedMax = 1024;

    readonly Channel<IReadOnlyList<Envelope>> _committed =
        Channel.CreateBounded<IReadOnlyList<Envelope>>(new BoundedChannelOptions(CommittedMax) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Puts an event into its envelope.</summary>
    /// <param name="fact">What happened.</param>
    /// <param name="idempotencyKey">The key of the request that caused it.</param>
    public Envelope Seal(IEvent fact, string? idempotencyKey = null) => Seal(fact, idempotencyKey, Activity.Current?.Id);

    internal Envelope Seal(IEvent fact, Envelope? cause) =>
        cause is null ? Seal(fact, (string?)null) : Seal(fact, cause.Id.ToString(), cause.TraceParent);

    Envelope Seal(IEvent fact, string? idempotencyKey, string? traceParent)
    {
        var type = EventCatalog.Of(fact.GetType());
        var now = time.GetUtcNow();
        return new Envelope(
            0, Guid.CreateVersion7(now), type.Name, type.Version, now, fact.AggregateId, idempotencyKey, traceParent,
            JsonSerializer.Serialize(fact, type.Json));
    }

    /// <summary>
    /// The command that writes events, to be executed in the same transaction as what they tell of; returns their positions, in order.
    /// Call <see cref="Committed"/> after the commit.
    /// </summary>
    public static NpgsqlBatchCommand Append(IReadOnlyCollection<Envelope> events) =>
        new("""
            insert into events (id, name, version, time, aggregate_id, idempotency_key, trace_parent, data)
            select id, name, version, time, aggregate_id, idempotency_key, trace_parent, data::jsonb
            from unnest($1, $2, $3, $4, $5, $6, $7, $8)
                with ordinality as e (id, name, version, time, aggregate_id, idempotency_key, trace_parent, data, n)
            order by n
            returning position
            """)
        {
            Parameters =
            {
                new() { Value = events.Select(e => e.Id).ToArray() },
                new() { Value = events.Select(e => e.Name).ToArray() },
                new() { Value = events.Select(e => (short)e.Version).ToArray() },
                new() { Value = events.Select(e => e.Time.UtcDateTime).ToArray() },
                new() { Value = events.Select(e => e.AggregateId).ToArray() },
                new() { Value = events.Select(e => e.IdempotencyKey).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { Value = events.Select(e => e.TraceParent).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text },
                new() { Value = events.Select(e => e.Data).ToArray() },
            },
        };

    /// <summary>
    /// Shows the reader of the log what was just committed, which saves reading it back. Losing this call costs a moment, never an event.
    /// </summary>
    /// <param name="events">The events, with their positions.</param>
    public void Committed(IReadOnlyList<Envelope> events) => _committed.Writer.TryWrite(events);

    /// <summary>Says that something was committed elsewhere, so that the reader looks.</summary>
    internal void Nudge() => _committed.Writer.TryWrite([]);

    /// <summary>What was committed here since the last look, in no particular order.</summary>
    internal ChannelReader<IReadOnlyList<Envelope>> Commits => _committed.Reader;
}
