using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Catalog.Feeds;

/// <summary>Cancels a run, and confirms one that waits. Products that a run has written stay.</summary>
internal static class CancelRun
{
    /// <summary>Cancels it: parts that are not written do nothing more.</summary>
    public static async Task<Results<Ok<FeedRunResponse>, ProblemHttpResult>> HandleAsync(
        string code, Guid id, Database database, RunReader runs, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        if (await LockAsync(work, code, id, cancellationToken) is not { } status)
        {
            return Problems.NotFound("run");
        }

        if (status is not ("running" or "finishing" or "waiting" or "cancelled"))
        {
            return Problems.Conflict($"The run is {status}. Only one that is under way can be cancelled.");
        }

        if (status != "cancelled")
        {
            await work.ExecuteAsync(
                "update feed_runs set status = 'cancelled', finished_at = now(), open_chunks = 0, progress_at = now() where id = @id", new { id }, cancellationToken);
            await work.ExecuteAsync(
                "update feed_chunks set state = 'stopped', content = null, fence = fence + 1 where run_id = @id and state = 'open'", new { id }, cancellationToken);
            await work.ExecuteAsync("delete from feed_run_skus where run_id = @id", new { id }, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        return TypedResults.Ok(await runs.FindAsync(code, id, cancellationToken));
    }

    /// <summary>Lets a run that waits deactivate the products that its file no longer has.</summary>
    public static async Task<Results<Ok<FeedRunResponse>, ProblemHttpResult>> ConfirmAsync(
        string code, Guid id, Database database, RunReader runs, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        if (await LockAsync(work, code, id, cancellationToken) is not { } status)
        {
            return Problems.NotFound("run");
        }

        if (status != "waiting")
        {
            return Problems.Conflict($"The run is {status}. Only one that waits can be confirmed.");
        }

        await work.ExecuteAsync(
            "update feed_runs set status = 'finishing', confirmed = true, reason = null, progress_at = now() where id = @id", new { id }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return TypedResults.Ok(await runs.FindAsync(code, id, cancellationToken));
    }

    static async Task<string?> LockAsync(UnitOfWork work, string code, Guid id, CancellationToken cancellationToken) => FeedRules.IsCode(code)
        ? await work.QuerySingleOrDefaultAsync<string>(
            "select r.status from feed_runs r join feeds f on f.id = r.feed_id where f.code = @code and r.id = @id for update of r", new { code, id }, cancellationToken)
        : null;
}
