using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Platform.Messaging;

/// <summary>An event that a service gave up on.</summary>
/// <param name="EventId">Its id.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="Name">Its name.</param>
/// <param name="AggregateId">What it is about.</param>
/// <param name="Time">When it was published.</param>
/// <param name="Data">Its content as JSON.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">Why the last try failed.</param>
/// <param name="DiedAt">When it was given up.</param>
public sealed record DeadLetter(
    Guid EventId, string Publisher, string Name, Guid AggregateId, DateTimeOffset Time, string Data, int Attempts, string Error, DateTimeOffset DiedAt);

/// <summary>Dead letters, oldest first.</summary>
/// <param name="Items">At most 200.</param>
public sealed record DeadLetterList(IReadOnlyList<DeadLetter> Items);

/// <summary>Lists a service's dead letters, replays and discards them; for administrators.</summary>
internal static class DeadLetters
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/admin/dead-letters").RequireAuthorization(Policies.Admin).WithTags("Dead letters");
        group.MapGet("", ListAsync);
        group.MapPost("{eventId:guid}/replay", ReplayAsync);
        group.MapPost("{eventId:guid}/discard", DiscardAsync);
    }

    static async Task<Ok<DeadLetterList>> ListAsync(Database database, CancellationToken cancellationToken) =>
        TypedResults.Ok(new DeadLetterList(await database.QueryAsync<DeadLetter>(
            """
            select event_id, publisher, name, aggregate_id, time, data::text as data, attempts, error, died_at
            from dead_letters order by died_at limit 200
            """,
            null,
            cancellationToken)));

    static async Task<Results<Accepted, ProblemHttpResult>> ReplayAsync(Guid eventId, Database database, Retries retries, CancellationToken cancellationToken)
    {
        var moved = await database.ExecuteAsync(
            """
            with letter as (delete from dead_letters where event_id = @eventId returning *)
            insert into retries (event_id, publisher, name, version, time, aggregate_id, idempotency_key, trace_parent, data, next_at, error)
            select event_id, publisher, name, version, time, aggregate_id, idempotency_key, trace_parent, data, now(), 'Replayed.' from letter
            """,
            new { eventId },
            cancellationToken);
        retries.Wake();
        return moved == 0 ? Problems.NotFound("dead letter") : TypedResults.Accepted((string?)null);
    }

    static async Task<Results<NoContent, ProblemHttpResult>> DiscardAsync(Guid eventId, Database database, CancellationToken cancellationToken) =>
        await database.ExecuteAsync("delete from dead_letters where event_id = @eventId", new { eventId }, cancellationToken) == 0
            ? Problems.NotFound("dead letter")
            : TypedResults.NoContent();
}
