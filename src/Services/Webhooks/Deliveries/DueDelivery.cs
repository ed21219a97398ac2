namespace Cartwright.Webhooks;

/// <summary>A delivery that an instance has claimed.</summary>
/// <param name="Id">The delivery.</param>
/// <param name="EventId">The event, by whose id a receiver recognises a second delivery.</param>
/// <param name="Attempts">Its attempts, this one included.</param>
/// <param name="AttemptsBefore">How many of them an earlier schedule made.</param>
/// <param name="Payload">The body.</param>
internal sealed record DueDelivery(Guid Id, Guid EventId, int Attempts, int AttemptsBefore, string Payload);

/// <summary>Where the deliveries of a webhook go, and what signs them.</summary>
/// <param name="Id">The webhook.</param>
/// <param name="Url">The address.</param>
/// <param name="Secrets">The secrets, the current one first.</param>
internal sealed record DeliveryTarget(Guid Id, Uri Url, IReadOnlyList<string> Secrets);
