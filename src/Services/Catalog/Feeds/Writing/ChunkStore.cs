using Cartwright.Platform.Data;

namespace Cartwright.Catalog.Feeds;

/// <summary>Parts of files in the database, which decides who works on which.</summary>
internal sealed class ChunkStore(Database database)
{
    /// <summary>Claims parts that are due: new ones, and those whose owner's lease has ended.</summary>
    public Task<IReadOnlyList<FeedChunk>> ClaimAsync(int max, TimeSpan lease, CancellationToken cancellationToken) => database.QueryAsync<FeedChunk>(
        """
        update feed_chunks c set fence = c.fence + 1, attempts = c.attempts + 1, due_at = now() + @lease
        from (
            select d.run_id, d.number from feed_chunks d join feed_runs r on r.id = d.run_id
            where d.state = 'open' and d.due_at <= now() and r.status = 'running'
            order by d.due_at, d.run_id, d.number limit @max
            for update of d skip locked) d
        where c.run_id = d.run_id and c.number = d.number
        returning c.run_id, c.number, c.fence, c.attempts
        """,
        new { max, lease },
        cancellationToken);

    /// <summary>Reads a claimed part.</summary>
    /// <exception cref="ChunkLostException">Another instance has it, or the run has ended.</exception>
    public async Task<ChunkContent> ReadAsync(FeedChunk chunk, CancellationToken cancellationToken) =>
        await database.QuerySingleOrDefaultAsync<ChunkContent>(
            """
            select r.feed_id, r.dry_run, r.deactivate_missing, r.layout::text as layout, c.first_line, c.content, r.problems, r.differences
            from feed_chunks c join feed_runs r on r.id = c.run_id
            where c.run_id = @RunId and c.number = @Number and c.fence = @Fence and c.state = 'open' and r.status = 'running'
            """,
            chunk,
            cancellationToken) ?? throw new ChunkLostException();

    /// <summary>Completes a part, in the transaction that writes its products, as its last statements: no other part of the run can end meanwhile.</summary>
    /// <exception cref="ChunkLostException">Another instance has it, or the run has ended.</exception>
    public static async Task FinishAsync(UnitOfWork work, FeedChunk chunk, ChunkPlan plan, int problems, int differences, CancellationToken cancellationToken)
    {
        // The run before its part, as a cancellation locks them.
        EnsureOwned(await work.ExecuteAsync(
            """
            update feed_runs
            set open_chunks = open_chunks - 1, status = case when open_chunks = 1 then 'finishing' else status end, progress_at = now(),
                rows_read = rows_read + @Rows, created = created + @Created, updated = updated + @Updated, unchanged = unchanged + @Unchanged,
                failed = failed + @Failed, unreadable = unreadable + @Unreadable, problems = problems + @problems, differences = differences + @differences
            where id = @RunId and status = 'running'
            """,
            new { plan.Rows, plan.Created, plan.Updated, plan.Unchanged, plan.Failed, plan.Unreadable, problems, differences, chunk.RunId },
            cancellationToken));
        EnsureOwned(await work.ExecuteAsync(
            "update feed_chunks set state = 'done', content = null where run_id = @RunId and number = @Number and fence = @Fence and state = 'open'",
            chunk,
            cancellationToken));
    }

    /// <summary>Lets the part wait for its next attempt.</summary>
    public Task PostponeAsync(FeedChunk chunk, TimeSpan pause, CancellationToken cancellationToken) => database.ExecuteAsync(
        "update feed_chunks set due_at = now() + @pause where run_id = @RunId and number = @Number and fence = @Fence and state = 'open'",
        new { chunk.RunId, chunk.Number, chunk.Fence, pause },
        cancellationToken);

    /// <summary>The part fails, and with it its run, once the others have ended.</summary>
    public async Task GiveUpAsync(FeedChunk chunk, string reason, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        EnsureOwned(await work.ExecuteAsync(
            """
            update feed_runs
            set open_chunks = open_chunks - 1, failed_chunks = failed_chunks + 1, reason = @reason, progress_at = now(),
                status = case when open_chunks = 1 then 'finishing' else status end
            where id = @RunId and status = 'running'
            """,
            new { chunk.RunId, reason },
            cancellationToken));
        EnsureOwned(await work.ExecuteAsync(
            """
            update feed_chunks set state = 'failed', content = null, reason = @reason
            where run_id = @RunId and number = @Number and fence = @Fence and state = 'open'
            """,
            new { chunk.RunId, chunk.Number, chunk.Fence, reason },
            cancellationToken));
        await work.CommitAsync(cancellationToken);
    }

    static void EnsureOwned(int changed)
    {
        if (changed == 0)
        {
            throw new ChunkLostException();
        }
    }
}
