using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Observability;
using Microsoft.Extensions.Options;

namespace Cartwright.Imports;

/// <summary>
/// Asks the marketplace for its range of orders and divides it into chunks. An instance claims an import by a lease. While the marketplace does not answer,
/// the request is repeated without end.
/// </summary>
internal sealed class PlanImports(
    Database database, MarketplaceDirectory marketplaces, IOptions<ImportsOptions> options, TimeProvider time, WorkMeter meter, ILogger<PlanImports> logger)
    : LeasedJobWorker<PlannedImport>(concurrency: 4, Lease, TimeSpan.FromSeconds(1), time, meter, logger)
{
    // A larger range takes several imports.
    const int ChunksMax = 200_000;

    static readonly Backoff Waits = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(1));
    static readonly TimeSpan WaitAskedMax = TimeSpan.FromHours(1);

    /// <summary>How long a claim lasts. When a call takes longer, another instance asks too, and the first answer counts.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromSeconds(20);

    protected override Task<IReadOnlyList<PlannedImport>> ClaimAsync(int max, CancellationToken cancellationToken) =>
        database.QueryAsync<PlannedImport>(
            """
            update imports i set due_at = now() + @Lease, attempts = i.attempts + 1
            from (
                select i.id, m.name, m.next_index from imports i join marketplaces m on m.id = i.marketplace
                where i.status = 'planning' and i.due_at <= now() and m.name = any(@names)
                order by i.due_at limit @max for update of i skip locked) d
            where i.id = d.id
            returning i.id, d.name as marketplace, i.scope, i.chunk_size, d.next_index, i.requested_by is null as is_scheduled, i.attempts
            """,
            new { Lease, max, names = marketplaces.Names },
            cancellationToken);

    protected override async Task DoAsync(PlannedImport item, CancellationToken cancellationToken)
    {
        try
        {
            var offered = await marketplaces.Client(item.Marketplace).FindUnprocessedAsync(cancellationToken);
            await PlanAsync(item, Range(item, offered, options.Value.Overlap), cancellationToken);
        }
        catch (MarketplaceUnavailableException error)
        {
            logger.RangeUnknown(item.Marketplace, error.Message);
            var wait = Waits.After(item.Attempts);
            var pause = error.RetryAfter <= wait ? wait : error.RetryAfter < WaitAskedMax ? error.RetryAfter : WaitAskedMax;
            await database.ExecuteAsync(
                "update imports set due_at = now() + @pause, reason = @Message where id = @Id and status = 'planning'",
                new { item.Id, pause, error.Message },
                cancellationToken);
        }
        catch (MarketplaceRefusedException error)
        {
            await FailAsync(item, error.Message, cancellationToken);
        }
    }

    /// <summary>The range to import of what the marketplace offers; null when there is nothing to import.</summary>
    internal static IndexRange? Range(PlannedImport import, IndexRange? offered, int overlap)
    {
        if (offered is not { } range)
        {
            return null;
        }

        // The overlap catches orders that arrived late or changed after they arrived. Without new orders it is not read.
        var first = import.Scope == "all" ? range.First : Math.Max(range.First, import.NextIndex - overlap);
        if (import.Scope != "all" && range.Last < import.NextIndex)
        {
            return null;
        }

        return new(first, Math.Min(range.Last, first + ((long)ChunksMax * import.ChunkSize) - 1));
    }

    async Task PlanAsync(PlannedImport item, IndexRange? range, CancellationToken cancellationToken)
    {
        if (range is null && item.IsScheduled)
        {
            await database.ExecuteAsync("delete from imports where id = @Id and status = 'planning'", item, cancellationToken);
            return;
        }

        await using var work = await database.BeginAsync(cancellationToken);
        var chunks = range is { } some ? (int)((some.Count + item.ChunkSize - 1) / item.ChunkSize) : 0;
        var parameters = new { item.Id, item.ChunkSize, first = range?.First, last = range?.Last, chunks };
        // Cancelled meanwhile, or planned by another instance.
        if (await work.ExecuteAsync(
            """
            update imports
            set status = 'running', due_at = null, reason = null, start_index = @first, end_index = @last, chunks = @chunks, open_chunks = @chunks,
                started_at = now(), progress_at = now()
            where id = @Id and status = 'planning'
            """,
            parameters,
            cancellationToken) == 0)
        {
            return;
        }

        await work.ExecuteAsync(
            """
            insert into import_chunks (import_id, number, marketplace, start_index, end_index, due_at)
            select i.id, n, i.marketplace, i.start_index + n::bigint * i.chunk_size, least(i.end_index, i.start_index + (n + 1)::bigint * i.chunk_size - 1), now()
            from imports i, generate_series(0, i.chunks - 1) as n
            where i.id = @Id
            """,
            parameters,
            cancellationToken);
        if (chunks == 0)
        {
            await EndImport.RunAsync(work, item.Id, cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
    }

    async Task FailAsync(PlannedImport item, string reason, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        if (await work.QuerySingleOrDefaultAsync<Guid?>("select id from imports where id = @Id and status = 'planning' for update", item, cancellationToken) is null)
        {
            return;
        }

        await EndImport.FailAsync(work, item.Id, reason, cancellationToken);
        work.Publish(new ImportFailed(item.Id, item.Marketplace, reason, Saved: 0, ChunksFailed: 0));
        await work.CommitAsync(cancellationToken);
    }
}
