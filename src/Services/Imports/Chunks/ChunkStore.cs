using Cartwright.Platform.Data;

namespace Cartwright.Imports;

/// <summary>
/// The owners and states of chunks. Each owner gets a new fencing token, and every write names the token: a write of an earlier owner has no effect.
/// A transaction that locks an import and its chunks locks the import first.
/// </summary>
internal sealed class ChunkStore(Database database)
{
    readonly Guid _owner = Guid.NewGuid();

    /// <summary>Claims a chunk that the queue delivered.</summary>
    /// <returns>Null when another instance owns it, it is done, or its import or marketplace is paused.</returns>
    public Task<Chunk?> ClaimAsync(ChunkName name, TimeSpan lease, CancellationToken cancellationToken) =>
        database.QuerySingleOrDefaultAsync<Chunk>(
            """
            update import_chunks c
            set state = 'running', fence = c.fence + 1, owner = @owner, due_at = now() + @lease, attempts = c.attempts + 1,
                started_at = coalesce(c.started_at, now())
            from imports i, marketplaces m
            where c.import_id = @ImportId and c.number = @Number and c.state = 'ready'
              and i.id = c.import_id and i.status = 'running'
              and m.id = c.marketplace and (m.paused_until is null or m.paused_until <= now())
            returning c.import_id, c.number, c.marketplace, c.start_index, c.end_index, c.fence as fencing_token, c.attempts, c.incomplete, c.saved
            """,
            new { owner = _owner, lease, name.ImportId, name.Number },
            cancellationToken);

    /// <summary>Renews the leases of chunks: one heartbeat for all of them.</summary>
    /// <returns>The chunks that this instance still owns.</returns>
    public async Task<IReadOnlySet<ChunkName>> RenewAsync(IReadOnlyCollection<Chunk> chunks, TimeSpan lease, CancellationToken cancellationToken) =>
        (await database.QueryAsync<ChunkName>(
            """
            update import_chunks c set due_at = now() + @lease
            from unnest(@imports, @numbers, @tokens) as mine (import_id, number, fence)
            where c.import_id = mine.import_id and c.number = mine.number and c.fence = mine.fence and c.state = 'running'
            returning c.import_id, c.number
            """,
            new
            {
                lease,
                imports = chunks.Select(c => c.ImportId).ToArray(),
                numbers = chunks.Select(c => c.Number).ToArray(),
                tokens = chunks.Select(c => c.FencingToken).ToArray(),
            },
            cancellationToken)).ToHashSet();

    /// <summary>Counts the indexes of a chunk that have no order, as the transaction sees them.</summary>
    public static Task<int> CountMissingAsync(UnitOfWork work, Chunk chunk, CancellationToken cancellationToken) =>
        work.QuerySingleOrDefaultAsync<int>(
            "select (@EndIndex - @StartIndex + 1 - count(*))::int from imported_orders where marketplace = @Marketplace and id between @StartIndex and @EndIndex",
            new { chunk.Marketplace, chunk.StartIndex, chunk.EndIndex },
            cancellationToken);

    /// <summary>Completes the chunk, in the transaction that writes its orders. With the last one its import ends.</summary>
    /// <exception cref="ChunkLostException">Another instance owns it.</exception>
    public static async Task FinishAsync(UnitOfWork work, Chunk chunk, PageOutcome page, CancellationToken cancellationToken)
    {
        var open = await CloseAsync(work, chunk, cancellationToken);
        EnsureOwned(await work.ExecuteAsync(
            """
            update import_chunks
            set state = 'done', due_at = null, owner = null, reason = null, finished_at = now(), saved = saved + @Saved, repeated = repeated + @Repeated,
                rejected = rejected + @Rejected, differing = greatest(differing, @Differing), missing = @Missing,
                known = greatest(0, end_index - start_index + 1 - @Missing - saved - @Saved)
            where import_id = @ImportId and number = @Number and fence = @FencingToken and state = 'running'
            """,
            new { page.Saved, page.Repeated, page.Rejected, page.Differing, page.Missing, chunk.ImportId, chunk.Number, chunk.FencingToken },
            cancellationToken));
        await EndImportAsync(work, chunk, open, cancellationToken);
    }

    /// <summary>Some orders of the chunk are missing: it saves the others and is requested again later.</summary>
    /// <exception cref="ChunkLostException">Another instance owns it.</exception>
    public static async Task PostponeAsync(UnitOfWork work, Chunk chunk, PageOutcome page, TimeSpan pause, CancellationToken cancellationToken) =>
        EnsureOwned(await work.ExecuteAsync(
            """
            update import_chunks
            set state = 'parked', due_at = now() + @pause, owner = null, reason = @reason, incomplete = incomplete + 1, saved = saved + @Saved,
                repeated = repeated + @Repeated, rejected = rejected + @Rejected, differing = greatest(differing, @Differing), missing = @Missing
            where import_id = @ImportId and number = @Number and fence = @FencingToken and state = 'running'
            """,
            new
            {
                page.Saved, page.Repeated, page.Rejected, page.Differing, page.Missing, chunk.ImportId, chunk.Number, chunk.FencingToken, pause,
                reason = "Some of its orders are missing or malformed.",
            },
            cancellationToken));

    /// <summary>Parks the chunk for a while.</summary>
    /// <param name="chunk">The chunk.</param>
    /// <param name="reason">Why.</param>
    /// <param name="pause">For how long.</param>
    /// <param name="counts">Whether this attempt counts towards the limit of attempts.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    public Task ParkAsync(Chunk chunk, string reason, TimeSpan pause, bool counts, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            """
            update import_chunks
            set state = 'parked', due_at = now() + @pause, owner = null, reason = @reason, attempts = attempts - case when @counts then 0 else 1 end
            where import_id = @ImportId and number = @Number and fence = @FencingToken and state = 'running'
            """,
            new { chunk.ImportId, chunk.Number, chunk.FencingToken, reason, pause, counts },
            cancellationToken);

    /// <summary>Returns a chunk as if it had not been claimed: another instance may claim it at once.</summary>
    public Task ReleaseAsync(Chunk chunk, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            """
            update import_chunks set state = 'ready', due_at = now(), owner = null, attempts = attempts - 1
            where import_id = @ImportId and number = @Number and fence = @FencingToken and state = 'running'
            """,
            new { chunk.ImportId, chunk.Number, chunk.FencingToken },
            cancellationToken);

    /// <summary>The chunk fails. With the last open one its import ends.</summary>
    public async Task GiveUpAsync(Chunk chunk, string reason, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        var open = await CloseAsync(work, chunk, cancellationToken);
        EnsureOwned(await work.ExecuteAsync(
            """
            update import_chunks set state = 'failed', due_at = null, owner = null, reason = @reason, finished_at = now()
            where import_id = @ImportId and number = @Number and fence = @FencingToken and state = 'running'
            """,
            new { chunk.ImportId, chunk.Number, chunk.FencingToken, reason },
            cancellationToken));
        await EndImportAsync(work, chunk, open, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>Pauses a marketplace: none of its chunks is offered, and offered ones are parked.</summary>
    public Task PauseAsync(short marketplace, string reason, TimeSpan pause, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            """
            with paused as (
                update marketplaces set paused_until = now() + @pause, pause_reason = @reason
                where id = @marketplace and (paused_until is null or paused_until < now() + @pause)
                returning id, paused_until
            )
            update import_chunks c set state = 'parked', due_at = d.paused_until, reason = @reason
            from (
                select o.import_id, o.number, p.paused_until from paused p
                join import_chunks o on o.marketplace = p.id and o.state = 'ready' and o.due_at > now()
                for update of o skip locked) d
            where c.import_id = d.import_id and c.number = d.number
            """,
            new { marketplace, reason, pause },
            cancellationToken);

    static async Task<int> CloseAsync(UnitOfWork work, Chunk chunk, CancellationToken cancellationToken) =>
        await work.QuerySingleOrDefaultAsync<int?>(
            "update imports set open_chunks = open_chunks - 1, progress_at = now() where id = @ImportId and status = 'running' returning open_chunks",
            new { chunk.ImportId },
            cancellationToken) ?? throw new ChunkLostException();

    static Task EndImportAsync(UnitOfWork work, Chunk chunk, int open, CancellationToken cancellationToken) =>
        open == 0 ? EndImport.RunAsync(work, chunk.ImportId, cancellationToken) : Task.CompletedTask;

    static void EnsureOwned(int changed)
    {
        if (changed == 0)
        {
            throw new ChunkLostException();
        }
    }
}
