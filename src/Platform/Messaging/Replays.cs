using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>Asks a service to handle events of before once more.</summary>
/// <param name="Publisher">Whose log.</param>
/// <param name="Names">Which events; null for all that the service subscribed to.</param>
/// <param name="Since">From when on; null for all that there is.</param>
public sealed record ReplayRequest(string Publisher, IReadOnlyList<string>? Names, DateTimeOffset? Since);

/// <summary>A replay and how far it is.</summary>
public sealed record Replay
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Whose log.</summary>
    public required string Publisher { get; init; }

    /// <summary>Which events.</summary>
    public required string[] Names { get; init; }

    /// <summary>From when on; null for all.</summary>
    public required DateTimeOffset? Since { get; init; }

    /// <summary>How far the log has been read.</summary>
    public required long Position { get; init; }

    /// <summary>Where the replay ends; null before it has begun.</summary>
    public required long? Until { get; init; }

    /// <summary>How many events were handled once more.</summary>
    public required long Handled { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>When it was done; null while it is not.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }
}

/// <summary>Replays, newest first.</summary>
/// <param name="Items">At most 100.</param>
public sealed record ReplayList(IReadOnlyList<Replay> Items);

/// <summary>
/// Handles parts of publishers' logs once more, page by page: what a page does and how far the replay is are one transaction,
/// so that a kill at any moment repeats nothing. One instance at a time works on a replay.
/// </summary>
internal sealed class Replays(Database database, IEventTransport transport, Inbox inbox, Subscriptions subscriptions, TimeProvider time)
{
    const int PageMax = 200;
    const string Columns = "id, publisher, names, since, position, until, handled, requested_at, finished_at";

    TaskCompletionSource _wake = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when a replay is asked for.</summary>
    public Task Woken => Volatile.Read(ref _wake).Task;

    public static void Map(IEndpointRouteBuilder routes)
    {
        var group = routes.MapGroup("/admin/events").RequireAuthorization(Policies.Admin).WithTags("Events");
        group.MapPost(
            "replay",
            static (ReplayRequest request, Replays replays, CancellationToken cancellationToken) => replays.RequestAsync(request, cancellationToken));
        group.MapGet("replays", ListAsync);
        group.MapGet("replays/{id:guid}", GetAsync);
    }

    /// <summary>Handles the next page of the oldest replay that is not done.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> AdvanceAsync(CancellationToken cancellationToken)
    {
        // Claimed until the page is handled, by a lock that is no row's: the inbox, in a transaction of its own, writes the row.
        await using var claim = await database.BeginAsync(cancellationToken);
        var replay = await claim.QuerySingleOrDefaultAsync<Replay>(
            $"""
            select {Columns} from (select * from replays where finished_at is null order by requested_at limit 1) as oldest
            where pg_try_advisory_xact_lock(hashtext('cartwright replay'), hashtext(id::text))
            """,
            null,
            cancellationToken);
        if (replay is null)
        {
            return false;
        }

        var page = await transport.ReadAsync(
            replay.Publisher, new LogQuery(replay.Position, replay.Names, replay.Since, replay.Until, PageMax), cancellationToken);
        var events = page.Items.Where(e => subscriptions.Wants(e.Name)).ToList();
        var finishedAt = page.Position >= page.End ? time.GetUtcNow() : (DateTimeOffset?)null;
        await inbox.HandleAsync(events, () => Progress(replay, page, events.Count, finishedAt), again: true, cancellationToken);
        return true;
    }

    // A claim can be lost with its connection; then somebody else may have moved the position.
    static NpgsqlBatchCommand Progress(Replay replay, LogPage<Envelope> page, int handled, DateTimeOffset? finishedAt) => new(
        """
        update replays set position = $2, until = $3, handled = handled + $4, finished_at = $5
        where id = $1 and position = $6 and finished_at is null
        """)
    {
        Parameters =
        {
            new() { Value = replay.Id },
            new() { Value = page.Position },
            new() { Value = page.End },
            new() { Value = handled },
            new() { Value = (object?)finishedAt?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.TimestampTz },
            new() { Value = replay.Position },
        },
    };

    async Task<Results<Accepted<Replay>, ProblemHttpResult>> RequestAsync(ReplayRequest request, CancellationToken cancellationToken)
    {
        var wanted = subscriptions.Types.Where(t => t.Publisher == request.Publisher).Select(t => t.Name).Order(StringComparer.Ordinal).ToArray();
        if (wanted.Length == 0)
        {
            return Problems.Invalid("publisher", "This service subscribed to no events of that publisher.");
        }

        if (request.Names is { } names && (names.Count == 0 || names.Except(wanted).Any()))
        {
            return Problems.Invalid("names", $"This service subscribed to: {string.Join(", ", wanted)}.");
        }

        var replay = await database.QuerySingleOrDefaultAsync<Replay>(
            $"insert into replays (id, publisher, names, since) values (@id, @Publisher, @names, @Since) returning {Columns}",
            new
            {
                id = Guid.CreateVersion7(time.GetUtcNow()),
                request.Publisher,
                names = request.Names is null ? wanted : [.. request.Names.Distinct()],
                request.Since,
            },
            cancellationToken);
        Interlocked.Exchange(ref _wake, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
        return TypedResults.Accepted((string?)null, replay!);
    }

    static async Task<Ok<ReplayList>> ListAsync(Database database, CancellationToken cancellationToken) =>
        TypedResults.Ok(new ReplayList(await database.QueryAsync<Replay>(
            $"select {Columns} from replays order by requested_at desc limit 100", null, cancellationToken)));

    static async Task<Results<Ok<Replay>, ProblemHttpResult>> GetAsync(Guid id, Database database, CancellationToken cancellationToken) =>
        await database.QuerySingleOrDefaultAsync<Replay>($"select {Columns} from replays where id = @id", new { id }, cancellationToken) is { } replay
            ? TypedResults.Ok(replay)
            : Problems.NotFound("replay");
}
