namespace Cartwright.Platform.Messaging;

/// <summary>An event as it is stored and delivered.</summary>
/// <param name="Position">Its position in its publisher's log; 0 before it is written.</param>
/// <param name="Id">Unique id, by which a subscriber recognises a second delivery.</param>
/// <param name="Name">The name on the wire.</param>
/// <param name="Version">The version of its schema.</param>
/// <param name="Time">When it was published.</param>
/// <param name="AggregateId">The id of its aggregate.</param>
/// <param name="IdempotencyKey">The key of the request, or the id of the event, that caused it.</param>
/// <param name="TraceParent">The W3C trace context of its cause.</param>
/// <param name="Data">The event as JSON.</param>
public sealed record Envelope(
    long Position, Guid Id, string Name, int Version, DateTimeOffset Time, Guid AggregateId, string? IdempotencyKey, string? TraceParent, string Data);
