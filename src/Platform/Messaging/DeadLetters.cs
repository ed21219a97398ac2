using System.Globalization;
using System.Text.Json;
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
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">Why the last try failed.</param>
/// <param name="DiedAt">When it was given up.</param>
public sealed record DeadLetter(
    Guid EventId, string Publisher, string Name, Guid AggregateId, DateTimeOffset Time, int Attempts, string Error, DateTimeOffset DiedAt);

/// <summary>A dead letter with all that is known of it.</summary>
/// <param name="EventId">The event's id.</param>
/// <param name="Publisher">Who published it.</param>
/// <param name="Name">Its name.</param>
/// <param name="AggregateId">What it is about.</param>
/// <param name="Time">When it was published.</param>
/// <param name="Attempts">How often it was tried.</param>
/// <param name="Error">Why the last try failed.</param>
/// <param name="DiedAt">When it was given up.</param>
/// <param name="ErrorDetail">The whole error of the last try, with its causes and where it happened; null where only the sentence was kept.</param>
/// <param name="TraceParent">The trace that it belongs to.</param>
/// <param name="Data">The content of the event.</param>
public sealed record DeadLetterDetail(
    Guid EventId, string Publisher, string Name, Guid AggregateId, DateTimeOffset Time, int Attempts, string Error, DateTimeOffset DiedAt,
    string? ErrorDetail, string? TraceParent, JsonElement Data);

/// <summary>Dead letters, oldest first.</summary>
/// <param name="Items">A page of them.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record DeadLetterList(IReadOnlyList<DeadLetter> Items, string? NextCursor);

/// <summary>Which dead letters to try again.</summary>
/// <param name="Name">All of this event.</param>
public sealed record RetryDeadLettersRequest(string Name);

/// <summary>What was done.</summary>
/// <param name="Retried">How many events will be tried again.</param>
public sealed record RetriedDeadLetters(int Retried);

/// <summary>Shows a service's dead letters, has them tried again and discards them; for administrators.</summary>
internal static class DeadLetters
{
    const string Columns = "event_id, publisher, name, aggregate_id, time, attempts, error, died_at";

    sealed record Row(
        Guid EventId, string Publisher, string Name, Guid AggregateId, DateTimeOffset Time, int Attempts, string Error, DateTimeOffset DiedAt,
        string? ErrorDetail, string? TraceParent, string Data);

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/admin/dead-letters").RequireAuthorization(Policies.Admin).WithTags("Dead letters");
        group.MapGet("", ListAsync);
        group.MapGet("{eventId:guid}", GetAsync);
        group.MapPost("{eventId:guid}/retry", RetryAsync);
        group.MapPost("retry", RetryAllAsync);
        group.MapPost("{eventId:guid}/discard", DiscardAsync);
    }

    static async Task<Results<Ok<DeadLetterList>, ProblemHttpResult>> ListAsync(
        Database database, CancellationToken cancellationToken, int limit = 20, string? cursor = null, string? name = null)
    {
        if (limit is < 1 or > 100)
        {
            return Problems.Invalid("limit", "The limit must be 1 to 100.");
        }

        if (!TryDecode(cursor, out var after))
        {
            return Problems.Invalid("cursor", "This is not a cursor of this list.");
        }

        var letters = await database.QueryAsync<DeadLetter>(
            $"""
            select {Columns} from dead_letters
            where (@name::text is null or name = @name)
              and (@afterTime::timestamptz is null or (died_at, event_id) > (@afterTime, @afterId))
            order by died_at, event_id limit @limit
            """,
            new { name, afterTime = after?.DiedAt.UtcDateTime, afterId = after?.EventId, limit },
            cancellationToken);
        return TypedResults.Ok(new DeadLetterList(letters, letters.Count == limit ? Encode(letters[^1]) : null));
    }

    static async Task<Results<Ok<DeadLetterDetail>, ProblemHttpResult>> GetAsync(Guid eventId, Database database, CancellationToken cancellationToken)
    {
        var row = await database.QuerySingleOrDefaultAsync<Row>(
            $"select {Columns}, error_detail, trace_parent, data::text as data from dead_letters where event_id = @eventId", new { eventId }, cancellationToken);
        return row is null
            ? Problems.NotFound("dead letter")
            : TypedResults.Ok(new DeadLetterDetail(
                row.EventId, row.Publisher, row.Name, row.AggregateId, row.Time, row.Attempts, row.Error, row.DiedAt, row.ErrorDetail, row.TraceParent,
                JsonElement.Parse(row.Data)));
    }

    static async Task<Results<Accepted, ProblemHttpResult>> RetryAsync(Guid eventId, Database database, Retries retries, CancellationToken cancellationToken) =>
        await MoveAsync(database, retries, eventId, null, cancellationToken) == 0
            ? Problems.NotFound("dead letter")
            : TypedResults.Accepted((string?)null);

    static async Task<Results<Accepted<RetriedDeadLetters>, ProblemHttpResult>> RetryAllAsync(
        RetryDeadLettersRequest request, Database database, Retries retries, Subscriptions subscriptions, CancellationToken cancellationToken) =>
        subscriptions.Wants(request.Name)
            ? TypedResults.Accepted((string?)null, new RetriedDeadLetters(await MoveAsync(database, retries, null, request.Name, cancellationToken)))
            : Problems.Invalid("name", "This service does not subscribe to an event of this name.");

    // Their ids rise with time, so those of one aggregate are tried in the order in which they happened.
    static async Task<int> MoveAsync(Database database, Retries retries, Guid? eventId, string? name, CancellationToken cancellationToken)
    {
        var moved = await database.QuerySingleOrDefaultAsync<int>(
            """
            with letters as (
                delete from dead_letters where event_id = @eventId or name = @name returning *
            ), waiting as (
                insert into retries (event_id, publisher, name, version, time, aggregate_id, idempotency_key, trace_parent, data, next_at, error)
                select event_id, publisher, name, version, time, aggregate_id, idempotency_key, trace_parent, data, now(), 'To be tried again.'
                from letters order by event_id
                on conflict (event_id) do nothing
            )
            select count(*)::int from letters
            """,
            new { eventId, name },
            cancellationToken);
        retries.Wake();
        return moved;
    }

    static async Task<Results<NoContent, ProblemHttpResult>> DiscardAsync(Guid eventId, Database database, CancellationToken cancellationToken) =>
        await database.ExecuteAsync("delete from dead_letters where event_id = @eventId", new { eventId }, cancellationToken) == 0
            ? Problems.NotFound("dead letter")
            : TypedResults.NoContent();

    static string Encode(DeadLetter last) => PageCursor.Encode(last.DiedAt.ToString("O", CultureInfo.InvariantCulture), last.EventId.ToString("N"));

    static bool TryDecode(string? cursor, out (DateTimeOffset DiedAt, Guid EventId)? after)
    {
        after = null;
        if (cursor is null)
        {
            return true;
        }

        if (!PageCursor.TryDecode(cursor, 2, out var parts)
            || !DateTimeOffset.TryParseExact(parts[0], "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var diedAt)
            || !Guid.TryParse(parts[1], out var eventId))
        {
            return false;
        }

        after = (diedAt, eventId);
        return true;
    }
}
