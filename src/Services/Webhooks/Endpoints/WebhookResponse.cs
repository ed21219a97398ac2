namespace Cartwright.Webhooks;

/// <summary>A server that wants to know of events.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Url">Where deliveries go.</param>
/// <param name="Events">What it wants to know.</param>
/// <param name="Description">What it is, for people.</param>
/// <param name="Active">Whether it gets deliveries.</param>
/// <param name="DisabledReason">Why it gets none; null if it is active.</param>
/// <param name="FailingSince">Since when no delivery has succeeded; null if the last one did.</param>
/// <param name="Version">Rises by one with each edit.</param>
/// <param name="CreatedAt">When it was added.</param>
/// <param name="UpdatedAt">When it was last edited.</param>
public sealed record WebhookResponse(
    Guid Id, string Url, IReadOnlyList<string> Events, string Description, bool Active, string? DisabledReason, DateTimeOffset? FailingSince, int Version,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt);

/// <summary>A page of webhooks, the newest first.</summary>
/// <param name="Items">The webhooks.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
public sealed record WebhookListResponse(IReadOnlyList<WebhookResponse> Items, string? NextCursor);

/// <summary>A webhook with its new secret, which is shown this once.</summary>
/// <param name="Id">The webhook.</param>
/// <param name="Secret">What verifies the signatures: <c>whsec_</c> and 32 bytes in base64.</param>
/// <param name="OldSecretUntil">Until when the secret before signs too; null if there is none.</param>
/// <param name="Webhook">The webhook.</param>
public sealed record WebhookSecretResponse(Guid Id, string Secret, DateTimeOffset? OldSecretUntil, WebhookResponse Webhook);

/// <summary>An event that webhooks can have.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version of its schema.</param>
/// <param name="Publisher">The service that it comes from.</param>
public sealed record EventTypeResponse(string Name, int Version, string Publisher);

/// <summary>The events that webhooks can have, by name.</summary>
/// <param name="Items">The events.</param>
public sealed record EventTypeListResponse(IReadOnlyList<EventTypeResponse> Items);
