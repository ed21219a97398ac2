using System.Text.Json;

namespace Cartwright.Webhooks;

/// <summary>A webhook as it is stored, without its secrets.</summary>
internal sealed record Webhook(
    Guid Id, string Url, string EventsJson, string Description, string? DisabledReason, DateTimeOffset? FailingSince, DateTimeOffset? OldSecretUntil, int Version,
    DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt)
{
    /// <summary>The columns of a query that reads webhooks.</summary>
    public const string Columns =
        "id, url, to_json(events)::text as events_json, description, disabled_reason, failing_since, old_secret_until, version, created_at, updated_at";

    /// <summary>Whether it gets deliveries.</summary>
    public bool IsActive => DisabledReason is null;

    /// <summary>The response that shows it.</summary>
    public WebhookResponse ToResponse() => new(
        Id, Url, JsonSerializer.Deserialize(EventsJson, WebhooksJson.Default.IReadOnlyListString)!, Description, IsActive, DisabledReason, FailingSince, Version, CreatedAt,
        UpdatedAt);
}
