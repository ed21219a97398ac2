using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Platform.Messaging;

/// <summary>Lists, retries and discards the dead letters of a service; for administrators.</summary>
internal static class DeadLetterEndpoints
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/admin/dead-letters").RequirePermission(Permission.OperateSystem);
        group.MapGet("", ListAsync)
            .Describe("listDeadLetters", "Lists the dead letters of a service.");
        group.MapGet("{eventId:guid}", GetAsync)
            .Describe("getDeadLetter", "Shows a dead letter.");
        group.MapPost("{eventId:guid}/retry", RetryAsync)
            .Describe("retryDeadLetter", "Handles a dead letter again.");
        group.MapPost("retry", RetryAllAsync)
            .Describe("retryDeadLetters", "Handles all dead letters of an event again.");
        group.MapPost("{eventId:guid}/discard", DiscardAsync)
            .Describe("discardDeadLetter", "Removes a dead letter.");
    }

    static async Task<Results<Ok<DeadLetterList>, ProblemHttpResult>> ListAsync(
        DeadLetterStore store, [AsParameters] PageRequest request, CancellationToken cancellationToken, string? name = null)
    {
        if (request.Read(out Page<(DateTimeOffset, Guid)> page) is { } problem)
        {
            return problem;
        }

        var (items, nextCursor) = page.Cut(await store.ListAsync(name, page, cancellationToken), letter => (letter.DiedAt, letter.EventId));
        return TypedResults.Ok(new DeadLetterList(items, nextCursor));
    }

    static async Task<Results<Ok<DeadLetterResponse>, ProblemHttpResult>> GetAsync(
        Guid eventId, DeadLetterStore store, CancellationToken cancellationToken) =>
        await store.GetAsync(eventId, cancellationToken) is { } letter ? TypedResults.Ok(letter) : Problems.NotFound("dead letter");

    static async Task<Results<Accepted, ProblemHttpResult>> RetryAsync(
        Guid eventId, DeadLetterStore store, Retries retries, CancellationToken cancellationToken)
    {
        var count = await store.MoveToRetriesAsync(eventId, null, cancellationToken);
        retries.Wake();
        return count == 0 ? Problems.NotFound("dead letter") : TypedResults.Accepted((string?)null);
    }

    static async Task<Results<Accepted<RetryDeadLettersResponse>, ProblemHttpResult>> RetryAllAsync(
        RetryDeadLettersRequest request, DeadLetterStore store, Retries retries, Subscriptions subscriptions, CancellationToken cancellationToken)
    {
        if (!subscriptions.Wants(request.Name))
        {
            return Problems.Invalid("name", "This service does not subscribe to an event of this name.");
        }

        var count = await store.MoveToRetriesAsync(null, request.Name, cancellationToken);
        retries.Wake();
        return TypedResults.Accepted((string?)null, new RetryDeadLettersResponse(count));
    }

    static async Task<Results<NoContent, ProblemHttpResult>> DiscardAsync(Guid eventId, DeadLetterStore store, CancellationToken cancellationToken) =>
        await store.RemoveAsync(eventId, cancellationToken) ? TypedResults.NoContent() : Problems.NotFound("dead letter");
}
