using System.Globalization;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Cartwright.Webhooks;

/// <summary>Shows deliveries of a webhook: all, or one with what was sent and answered.</summary>
internal static class ListDeliveries
{
    const string Select =
        """
        select d.id, d.event_id, m.type, m.occurred_at, d.aggregate_id, d.status, d.attempts, case when d.status = 'pending' then d.next_at end as next_attempt_at,
               d.created_at, d.ended_at, a.status_code, a.error, d.number, m.payload
        from deliveries d
            join messages m on m.event_id = d.event_id
            left join lateral (select status_code, error from attempts where delivery_id = d.id order by number desc limit 1) a on true
        """;

    sealed record Row(
        Guid Id, Guid EventId, string Type, DateTimeOffset OccurredAt, Guid AggregateId, string Status, int Attempts, DateTimeOffset? NextAttemptAt,
        DateTimeOffset CreatedAt, DateTimeOffset? EndedAt, int? StatusCode, string? Error, long Number, string Payload)
    {
        public DeliveryResponse ToResponse() =>
            new(Id, EventId, Type, OccurredAt, AggregateId, Status, Attempts, NextAttemptAt, CreatedAt, EndedAt, StatusCode, Error);
    }

    /// <summary>The deliveries, the latest first.</summary>
    public static async Task<Results<Ok<DeliveryListResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, [FromQuery, OneOf(typeof(DeliveryStatus))] string? status, WebhookStore webhooks, Database database, [AsParameters] PageRequest request,
        CancellationToken cancellationToken)
    {
        if (status is not (null or DeliveryStatus.Pending or DeliveryStatus.Delivered or DeliveryStatus.Failed))
        {
            return Problems.Invalid("status", "A delivery is pending, delivered or failed.");
        }

        if (request.Read(
            1, parts => long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : (long?)null,
            number => [number.ToString(CultureInfo.InvariantCulture)], out var page) is { } problem)
        {
            return problem;
        }

        if (await webhooks.FindAsync(id, cancellationToken) is null)
        {
            return Problems.NotFound("webhook");
        }

        var rows = await database.QueryAsync<Row>(
            $"""
            {Select}
            where d.webhook_id = @id and (@status::text is null or d.status = @status) and (@After::bigint is null or d.number < @After)
            order by d.number desc limit @Take
            """,
            new { id, status, page.After, page.Take },
            cancellationToken);
        var (items, nextCursor) = page.Cut(rows, row => row.Number);
        return TypedResults.Ok(new DeliveryListResponse([.. items.Select(row => row.ToResponse())], nextCursor));
    }

    /// <summary>One delivery.</summary>
    public static async Task<Results<Ok<DeliveryDetailResponse>, ProblemHttpResult>> OneAsync(
        Guid id, Guid deliveryId, Database database, CancellationToken cancellationToken)
    {
        if (await database.QuerySingleOrDefaultAsync<Row>(
            $"{Select} where d.id = @deliveryId and d.webhook_id = @id", new { id, deliveryId }, cancellationToken) is not { } row)
        {
            return Problems.NotFound("delivery");
        }

        var attempts = await database.QueryAsync<AttemptResponse>(
            "select number, at, milliseconds, status_code, error, answer from attempts where delivery_id = @deliveryId order by number", new { deliveryId },
            cancellationToken);
        return TypedResults.Ok(new DeliveryDetailResponse(row.ToResponse(), row.Payload, attempts));
    }

    /// <summary>The delivery as the list shows it; null if there is none.</summary>
    public static async Task<DeliveryResponse?> FindAsync(Database database, Guid webhook, Guid delivery, CancellationToken cancellationToken) =>
        (await database.QuerySingleOrDefaultAsync<Row>(
            $"{Select} where d.id = @delivery and d.webhook_id = @webhook", new { webhook, delivery }, cancellationToken))?.ToResponse();
}
