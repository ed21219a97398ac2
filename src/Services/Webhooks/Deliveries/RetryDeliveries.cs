using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Webhooks;

/// <summary>Delivers again what a person asks for: one delivery, or those of a time. Receivers know them by <c>webhook-id</c>, which stays the same.</summary>
internal static class RetryDeliveries
{
    // The schedule begins again.
    const string Again = "status = 'pending', attempts_before = attempts, next_at = @now, ended_at = null";

    /// <summary>Attempts a delivery now, whatever became of it.</summary>
    public static async Task<Results<Accepted<DeliveryResponse>, ProblemHttpResult>> OneAsync(
        Guid id, Guid deliveryId, Database database, SendDeliveries sender, TimeProvider time, CancellationToken cancellationToken)
    {
        var found = await database.ExecuteAsync(
            $"update deliveries set {Again} where id = @deliveryId and webhook_id = @id", new { id, deliveryId, now = time.GetUtcNow() }, cancellationToken);
        sender.Wake();
        return found > 0 && await ListDeliveries.FindAsync(database, id, deliveryId, cancellationToken) is { } delivery
            ? TypedResults.Accepted($"/api/webhooks/{id}/deliveries/{deliveryId}", delivery)
            : Problems.NotFound("delivery");
    }

    /// <summary>Attempts again all deliveries of a time that have ended.</summary>
    public static async Task<Results<Accepted<RedeliveryResponse>, ProblemHttpResult>> ReplayAsync(
        Guid id, RedeliveryRequest input, WebhookStore webhooks, Database database, SendDeliveries sender, TimeProvider time, CancellationToken cancellationToken)
    {
        if (input.To <= input.From)
        {
            return Problems.Invalid("to", "It must be later than from.");
        }

        if (await webhooks.FindAsync(id, cancellationToken) is null)
        {
            return Problems.NotFound("webhook");
        }

        var deliveries = await database.ExecuteAsync(
            $"""
            update deliveries set {Again}
            where webhook_id = @id and status <> 'pending'
                and event_id in (select event_id from messages where occurred_at >= @From and occurred_at < @To)
            """,
            new { id, From = input.From!.Value.ToUniversalTime(), To = input.To!.Value.ToUniversalTime(), now = time.GetUtcNow() },
            cancellationToken);
        sender.Wake();
        return TypedResults.Accepted($"/api/webhooks/{id}/deliveries", new RedeliveryResponse(deliveries));
    }

    /// <summary>Sends an event that only tries the webhook.</summary>
    public static async Task<Results<Accepted<DeliveryResponse>, ProblemHttpResult>> TestAsync(
        Guid id, WebhookStore webhooks, DeliveryWriter deliveries, Database database, CancellationToken cancellationToken)
    {
        if (await webhooks.FindAsync(id, cancellationToken) is not { } webhook)
        {
            return Problems.NotFound("webhook");
        }

        if (!webhook.IsActive)
        {
            return Problems.Conflict("The webhook is disabled. Enable it first.");
        }

        await using var work = await database.BeginAsync(cancellationToken);
        var deliveryId = await deliveries.AddTestAsync(work, id, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return await ListDeliveries.FindAsync(database, id, deliveryId, cancellationToken) is { } delivery
            ? TypedResults.Accepted($"/api/webhooks/{id}/deliveries/{deliveryId}", delivery)
            : Problems.NotFound("webhook");
    }
}
