using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Webhooks;

/// <summary>The delivery of an event to a webhook.</summary>
/// <param name="Id">Its id.</param>
/// <param name="EventId">The event; <c>webhook-id</c> is <c>msg_</c> and these digits without dashes.</param>
/// <param name="Type">The name of the event.</param>
/// <param name="OccurredAt">When it happened.</param>
/// <param name="AggregateId">What it is about. Deliveries about one thing are made in the order of its events.</param>
/// <param name="Status">What became of it.</param>
/// <param name="Attempts">How often it was attempted.</param>
/// <param name="NextAttemptAt">When it is attempted next, at the earliest; null after its end.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="EndedAt">When it was delivered or failed for good; null before.</param>
/// <param name="StatusCode">The status of the last answer; null without an answer.</param>
/// <param name="Error">Why the last attempt failed; null if it did not.</param>
public sealed record DeliveryResponse(
    Guid Id, Guid EventId, string Type, DateTimeOffset OccurredAt, Guid AggregateId, [property: OneOf(typeof(DeliveryStatus))] string Status, int Attempts,
    DateTimeOffset? NextAttemptAt, DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, int? StatusCode, string? Error);

/// <summary>A page of deliveries, the latest first.</summary>
/// <param name="Items">The deliveries.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
public sealed record DeliveryListResponse(IReadOnlyList<DeliveryResponse> Items, string? NextCursor);

/// <summary>A delivery with what was sent and answered.</summary>
/// <param name="Delivery">The delivery.</param>
/// <param name="Payload">The body that is sent.</param>
/// <param name="Attempts">The attempts, the first one first.</param>
public sealed record DeliveryDetailResponse(DeliveryResponse Delivery, string Payload, IReadOnlyList<AttemptResponse> Attempts);

/// <summary>An attempt to deliver an event.</summary>
/// <param name="Number">Its number, from 1.</param>
/// <param name="At">When it began.</param>
/// <param name="Milliseconds">How long it took.</param>
/// <param name="StatusCode">The status of the answer; null without an answer.</param>
/// <param name="Error">Why it failed; null if it did not.</param>
/// <param name="Answer">The first 1,024 bytes of the answer; null without an answer.</param>
public sealed record AttemptResponse(int Number, DateTimeOffset At, int Milliseconds, int? StatusCode, string? Error, string? Answer);

/// <summary>The time whose events are delivered again.</summary>
/// <param name="From">The events that happened at this time or later …</param>
/// <param name="To">… and before this one.</param>
public sealed record RedeliveryRequest([property: Required] DateTimeOffset? From, [property: Required] DateTimeOffset? To);

/// <summary>What is delivered again.</summary>
/// <param name="Deliveries">How many deliveries.</param>
public sealed record RedeliveryResponse(int Deliveries);
