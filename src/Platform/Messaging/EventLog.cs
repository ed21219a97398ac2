using System.Text.Json;
using System.Threading.Channels;
using Cartwright.Contracts;
using Cartwright.Platform.Observability;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// The events of one service: written in the transaction of the rows that they are about, read in order by the transport. This is the part in memory;
/// <see cref="EventTable"/> is the part in the database.
/// </summary>
/// <param name="time">The clock.</param>
/// <param name="meter">Counts events.</param>
/// <param name="metrics">The business metrics of the service.</param>
public sealed class EventLog(TimeProvider time, MessagingMeter meter, IEnumerable<IBusinessMetrics> metrics)
{
    // Commits beyond that are read from the database.
    const int CommitsMax = 1024;

    readonly Channel<IReadOnlyList<Envelope>> _commits =
        Channel.CreateBounded<IReadOnlyList<Envelope>>(new BoundedChannelOptions(CommitsMax) { FullMode = BoundedChannelFullMode.DropWrite });

    // Enumerated with every commit.
    readonly IBusinessMetrics[] _metrics = [.. metrics];

    long _relayedPosition = -1;

    /// <summary>The position up to which this process has relayed the log to the transport; null when another process relays it.</summary>
    public long? RelayedPosition => Interlocked.Read(ref _relayedPosition) is var position and >= 0 ? position : null;

    /// <summary>The events that were committed here since the last read, in no particular order. An empty list: read the database.</summary>
    public ChannelReader<IReadOnlyList<Envelope>> Commits => _commits.Reader;

    /// <summary>Wraps an event in an envelope, in the current trace.</summary>
    /// <param name="fact">The event.</param>
    /// <param name="idempotencyKey">The key of the request that caused it.</param>
    public Envelope Wrap(IEvent fact, string? idempotencyKey = null) => Wrap(fact, idempotencyKey, Tracing.Context);

    internal Envelope Wrap(IEvent fact, Envelope? cause) =>
        cause is null ? Wrap(fact, (string?)null) : Wrap(fact, cause.Id.ToString(), cause.TraceParent);

    /// <summary>Wraps an event in an envelope, in a trace that is not the current one.</summary>
    /// <param name="fact">The event.</param>
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
    /// Hands committed events to the reader of the log in memory, which saves reading them from the database.
    /// A lost hand-over delays an event; it never loses one.
    /// </summary>
    /// <param name="events">The events, with their positions.</param>
    /// <param name="facts">Their contents.</param>
    public void Committed(IReadOnlyList<Envelope> events, IEnumerable<IEvent> facts)
    {
        _commits.Writer.TryWrite(events);
        meter.Published(events);
        if (_metrics.Length > 0)
        {
            foreach (var fact in facts)
            {
                Array.ForEach(_metrics, m => m.Count(fact));
            }
        }
    }

    /// <summary>Sets <see cref="RelayedPosition"/>; null when this process no longer relays the log.</summary>
    public void MarkRelayed(long? position) => Interlocked.Exchange(ref _relayedPosition, position ?? -1);

    /// <summary>Wakes the reader because another process has committed events.</summary>
    public void Wake() => _commits.Writer.TryWrite([]);
}
