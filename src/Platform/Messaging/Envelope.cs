using Cartwright.Contracts;
using Cartwright.Platform.Data;

namespace Cartwright.Platform.Messaging;

/// <summary>An event as it is stored and delivered.</summary>
/// <param name="Position">Its place in its publisher's log; 0 before it is written.</param>
/// <param name="Id">Unique id, by which a second delivery is recognised.</param>
/// <param name="Name">The name on the wire.</param>
/// <param name="Version">The version of its schema.</param>
/// <param name="Time">When it was published.</param>
/// <param name="AggregateId">What it is about.</param>
/// <param name="IdempotencyKey">The key of the request, or the id of the event, that caused it.</param>
/// <param name="TraceParent">W3C trace context of its cause.</param>
/// <param name="Data">The event as JSON.</param>
public sealed record Envelope(
    long Position, Guid Id, string Name, int Version, DateTimeOffset Time, Guid AggregateId, string? IdempotencyKey, string? TraceParent, string Data);

/// <summary>An event that a reaction is to handle.</summary>
/// <param name="Event">The fact.</param>
/// <param name="Envelope">When it happened, what caused it.</param>
public sealed record EventContext<T>(T Event, Envelope Envelope) where T : class, IEvent;

/// <summary>
/// What a service does when others publish an event. Called with up to a few hundred events at once, inside a transaction
/// that also records that they were handled: the effect happens exactly once, however often they are delivered.
/// </summary>
public interface IEventHandler<T> where T : class, IEvent
{
    /// <summary>Applies the events, in order, through <paramref name="work"/>; answers the events that follow from them.</summary>
    /// <exception cref="Exception">Rolls everything back; the events are then tried one by one, later again, and at last become dead letters.</exception>
    Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<T>> events, UnitOfWork work, CancellationToken cancellationToken);
}
