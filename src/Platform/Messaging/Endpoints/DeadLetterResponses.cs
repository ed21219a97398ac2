using System.Text.Json;

namespace Cartwright.Platform.Messaging;

/// <summary>A dead letter with its content and the whole error.</summary>
/// <param name="EventId">The event's id.</param>
/// <param name="Publisher">The service that published it.</param>
/// <param name="Name">Its name.</param>
/// <param name="AggregateId">The id of its aggregate.</param>
/// <param name="Time">When it was published.</param>
/// <param name="Attempts">How often it was attempted.</param>
/// <param name="Error">Why the last attempt failed.</param>
/// <param name="DiedAt">When it was given up.</param>
/// <param name="ErrorDetail">The error of the last attempt with its causes and stack trace; null where only the message was kept.</param>
/// <param name="TraceParent">The W3C context of its trace.</param>
/// <param name="Data">The content of the event.</param>
public sealed record DeadLetterResponse(
    Guid EventId, string Publisher, string Name, Guid AggregateId, DateTimeOffset Time, int Attempts, string Error, DateTimeOffset DiedAt,
    string? ErrorDetail, string? TraceParent, JsonElement Data);

/// <summary>Dead letters, oldest first.</summary>
/// <param name="Items">A page of them.</param>
/// <param name="NextCursor">Where the next page begins; null on the last page.</param>
public sealed record DeadLetterList(IReadOnlyList<DeadLetter> Items, string? NextCursor);

/// <summary>Which dead letters to retry.</summary>
/// <param name="Name">The name of an event: all of them.</param>
public sealed record RetryDeadLettersRequest(string Name);

/// <summary>The result of a retry of dead letters.</summary>
/// <param name="Retried">How many events are attempted again.</param>
public sealed record RetryDeadLettersResponse(int Retried);
