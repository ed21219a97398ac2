using System.Text.Json;
using System.Threading.Channels;
using Cartwright.Contracts;
using Cartwright.Platform.Observability;
using Npgsql;
using NpgsqlTypes;

namespace Cartwright.Platform.Messaging;

/// <summary>Counts what a service does, from the events by which it tells of it.</summary>
public interface IBusinessMetrics
{
    /// <summary>Counts an event that was committed; must be quick and must not throw.</summary>
    void Count(IEvent fact);
}

/// <summary>The events of one service: written in the transaction of what they tell of, read in order by everybody else.</summary>
/// <param name="time">The clock.</param>
/// <param name="meter">Counts events.</param>
/// <param name="figures">Count what the events tell of.</param>
public sealed class EventLog(TimeProvider time, MessagingMeter meter, IEnumerable<IBusinessMetrics> figures)
{
    // What does not fit is read from the database.
    const int CommittedMax = 1024;

    readonly Channel<IReadOnlyList<Envelope>> _committed =
        Channel.CreateBounded<IReadOnlyList<Envelope>>(new BoundedChannelOptions(CommittedMax) { FullMode = BoundedChannelFullMode.DropWrite });

    // Enumerated with every commit.
    readonly IBusinessMetrics[] _figures = [.. figures];

    long _handedOn = -1;

    /// <summary>Up to which position the transport has handed the events on; null where it is not this process that does.</summary>
    public long? HandedOn => Interlocked.Read(ref _handedOn) is var position and >= 0 ? position : null;

    /// <summary>Puts an event into its envelope.</summary>
    /// <param name="fact">What happened.</param>
    /// <param name="idempotencyKey">The key of the request that caused it.</param>
    public Envelope Wrap(IEvent fact, string? idempotencyKey = null) => Wrap(fact, idempotencyKey, Tracing.Context);

    internal Envelope Wrap(IEvent fact, Envelope? cause) =>
        cause is null ? Wrap(fact, (string?)null) : Wrap(fact, cause.Id.ToString(), cause.TraceParent);

    /// <summary>Puts an event into its envelope, in a trace that is not the current one.</summary>
    /// <param name="fact">What happened.</param>
    /// <param name="idempotencyKey">The key of the request that caused it.</param>
    /// <param name="traceParent">The W3C context of its cause.</param>
    public Envelope Wrap(IEvent fact, string? idempotencyKey, string? traceParent)
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
    /// <param name="facts">What is in them.</param>
    public void Committed(IReadOnlyList<Envelope> events, IEnumerable<IEvent> facts)
    {
        _committed.Writer.TryWrite(events);
        meter.Published(events);
        if (_figures.Length > 0)
        {
            foreach (var fact in facts)
            {
                Array.ForEach(_figures, f => f.Count(fact));
            }
        }
    }

    /// <summary>The transport has handed on everything up to a position, or has none to hand on.</summary>
    /// <param name="position">The position; null when this process does not hand on any more.</param>
    internal void MarkRelayed(long? position) => Interlocked.Exchange(ref _handedOn, position ?? -1);

    /// <summary>Says that something was committed elsewhere, so that the reader looks.</summary>
    internal void Nudge() => _committed.Writer.TryWrite([]);

    /// <summary>What was committed here since the last look, in no particular order.</summary>
    internal ChannelReader<IReadOnlyList<Envelope>> Commits => _committed.Reader;
}
