using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Webhooks;

/// <summary>Shows webhooks, one or all of them, and the events that they can have.</summary>
internal static class GetWebhooks
{
    public static async Task<Results<Ok<WebhookResponse>, ProblemHttpResult>> OneAsync(
        Guid id, HttpResponse response, WebhookStore webhooks, CancellationToken cancellationToken) =>
        await webhooks.FindAsync(id, cancellationToken) is { } webhook ? Shown(webhook, response) : Problems.NotFound("webhook");

    public static async Task<Results<Ok<WebhookListResponse>, ProblemHttpResult>> ListAsync(
        WebhookStore webhooks, [AsParameters] PageRequest request, CancellationToken cancellationToken)
    {
        if (request.Read(out Page<Guid> page) is { } problem)
        {
            return problem;
        }

        var (items, nextCursor) = page.Cut(await webhooks.ListAsync(page.After, page.Take, cancellationToken), webhook => webhook.Id);
        return TypedResults.Ok(new WebhookListResponse([.. items.Select(webhook => webhook.ToResponse())], nextCursor));
    }

    public static Ok<EventTypeListResponse> Events() => TypedResults.Ok(
        new EventTypeListResponse([.. OfferedEvents.Types.Select(type => new EventTypeResponse(type.Name, type.Version, type.Publisher))]));

    /// <summary>Shows a webhook with its version.</summary>
    public static Ok<WebhookResponse> Shown(Webhook webhook, HttpResponse response)
    {
        response.Headers.ETag = Preconditions.ETag(webhook.Version);
        return TypedResults.Ok(webhook.ToResponse());
    }
}
