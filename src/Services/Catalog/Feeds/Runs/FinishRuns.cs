using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;

namespace Cartwright.Catalog.Feeds;

/// <summary>
/// Ends runs whose rows are worked through: counts and deactivates what the file no longer has, and remembers what it has. Each step is a transaction that holds
/// the row of the run, so instances take turns, and a crash loses no more than a step.
/// </summary>
internal sealed class FinishRuns(Database database, CatalogCache cache, ILogger<FinishRuns> logger) : IPeriodicWork
{
    /// <summary>The time between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    const int BatchMax = 500;

    sealed record Ending(
        Guid Id, Guid FeedId, bool DryRun, bool DeactivateMissing, int DeactivatePercent, int Unreadable, int FailedChunks, int? Missing, int Deactivated, bool Confirmed,
        int Differences, string? Reason);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // Asked outside of a transaction, because the answer is nearly always no.
        while (await database.QuerySingleOrDefaultAsync<bool>("select exists (select from feed_runs where status = 'finishing')", null, cancellationToken)
            && await StepAsync(cancellationToken))
        {
        }
    }

    /// <returns>Whether there may be more to do.</returns>
    async Task<bool> StepAsync(CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var run = await work.QuerySingleOrDefaultAsync<Ending>(
            """
            select id, feed_id, dry_run, deactivate_missing, deactivate_percent, unreadable, failed_chunks, missing, deactivated, confirmed, differences, reason
            from feed_runs where status = 'finishing' order by id limit 1 for update skip locked
            """,
            null,
            cancellationToken);
        if (run is null)
        {
            return false;
        }

        var deactivated = await StepAsync(work, run, cancellationToken);
        if (!run.DryRun && deactivated == 0)
        {
            // Perhaps the end of the run: who learns of it reads lists with all of its products.
            await cache.ProductsChangedAsync();
        }

        await work.CommitAsync(cancellationToken);
        await work.DisposeAsync();
        if (deactivated > 0)
        {
            await cache.ProductsChangedAsync();
        }

        return true;
    }

    /// <returns>How many products were deactivated.</returns>
    async Task<int> StepAsync(UnitOfWork work, Ending run, CancellationToken cancellationToken)
    {
        if (run.FailedChunks > 0)
        {
            await EndAsync(work, run, "failed", cancellationToken);
            return 0;
        }

        if (run.DeactivateMissing && run.Missing is null)
        {
            var counts = await MissingProducts.CountAsync(work, run.FeedId, run.Id, cancellationToken);
            await work.ExecuteAsync("update feed_runs set missing = @Missing where id = @Id", new { counts.Missing, run.Id }, cancellationToken);
            if (run.DryRun)
            {
                await MissingProducts.AddDifferencesAsync(work, run.FeedId, run.Id, RunFindings.KeptMax - run.Differences, counts.Missing, cancellationToken);
            }
            else if (counts.Missing > 0 && ReasonToAsk(run, counts.Missing, counts.Active) is { } reason)
            {
                await work.ExecuteAsync("update feed_runs set status = 'waiting', reason = @reason, progress_at = now() where id = @Id", new { reason, run.Id }, cancellationToken);
                logger.FeedRunWaits(run.Id, counts.Missing);
                return 0;
            }
        }

        if (run is { DeactivateMissing: true, DryRun: false })
        {
            var ids = await MissingProducts.TakeAsync(work, run.FeedId, run.Id, BatchMax, cancellationToken);
            if (ids.Count > 0)
            {
                var deactivated = await MissingProducts.DeactivateAsync(work, run.FeedId, run.Id, ids, cancellationToken);
                return deactivated;
            }
        }

        await RememberAsync(work, run, cancellationToken);
        await EndAsync(work, run, "completed", cancellationToken);
        return 0;
    }

    /// <summary>Why a person must confirm deactivations; null if nobody needs to.</summary>
    internal static string? ReasonToAsk(int percent, int unreadable, int missing, int active) =>
        missing * 100L > (long)percent * active
            ? $"The file lacks {missing} of the {active} active products of the feed, which is more than {percent} %. Confirm that they are to be deactivated, or cancel."
            : unreadable > 0
                ? $"The file lacks {missing} products, and the SKUs of {unreadable} of its rows cannot be read. Confirm that the products are to be deactivated, or cancel."
                : null;

    static string? ReasonToAsk(Ending run, int missing, int active) => ReasonToAsk(run.DeactivatePercent, run.Unreadable, missing, active);

    // What the feed has brought, so that the next run knows what is missing. SKUs that no product has any more are forgotten.
    static async Task RememberAsync(UnitOfWork work, Ending run, CancellationToken cancellationToken)
    {
        if (run.DryRun)
        {
            return;
        }

        await work.ExecuteAsync(
            """
            insert into feed_skus (feed_id, sku)
            select @FeedId, s.sku from feed_run_skus s where s.run_id = @Id and exists (select from variants v where v.sku = s.sku)
            on conflict (feed_id, sku) do update set deactivated = false where feed_skus.deactivated
            """,
            new { run.FeedId, run.Id },
            cancellationToken);
        await work.ExecuteAsync(
            "delete from feed_skus f where f.feed_id = @FeedId and not exists (select from variants v where v.sku = f.sku)", new { run.FeedId }, cancellationToken);
    }

    static async Task EndAsync(UnitOfWork work, Ending run, string status, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync("delete from feed_run_skus where run_id = @Id", new { run.Id }, cancellationToken);
        await work.ExecuteAsync(
            "update feed_runs set status = @status, finished_at = now(), progress_at = now() where id = @Id", new { run.Id, status }, cancellationToken);
    }
}
