using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cartwright.Imports;

/// <summary>
/// Takes the chunks of all marketplaces as they are handed out and imports them: asks for the page and writes it while it comes. Each marketplace has its
/// own queue and its own places, so that one that is slow takes none from the others.
/// </summary>
internal sealed partial class WorkOnChunks(
    MarketplaceDirectory marketplaces, IWorkQueue queue, Database database, ChunkStore store, ChunkLeases leases, ImportMeter meter, TimeProvider time,
    IOptions<ImportsOptions> options, ILogger<WorkOnChunks> logger) : BackgroundService
{
    // A page of which something is missing is asked for so often. What is spoilt now and then comes right; what is spoilt for good stays.
    const int IncompleteMax = 3;

    static readonly TimeSpan IncompletePause = TimeSpan.FromSeconds(1);
    static readonly TimeSpan ClaimPause = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan OwnTroublePause = TimeSpan.FromSeconds(2);
    static readonly TimeSpan FarewellMax = TimeSpan.FromSeconds(2);

    // They are large: made anew for each page they would be most of what the garbage collector has to do.
    readonly ObjectPool<OrderBatch> _batches = ObjectPool.Create<OrderBatch>();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(marketplaces.All.Select(marketplace =>
        queue.TakeAsync(
            OfferChunks.Queue(marketplace.Name), marketplace.Parallelism, (item, cancellationToken) => TakeAsync(marketplace, item, cancellationToken), stoppingToken)));

    async Task TakeAsync(Marketplace marketplace, ReadOnlyMemory<byte> item, CancellationToken cancellationToken)
    {
        if (ChunkName.Read(item.Span) is { } name && await ClaimAsync(name, cancellationToken) is { } chunk)
        {
            using var hold = leases.Keep(chunk, cancellationToken);
            try
            {
                await ImportAsync(marketplace, chunk, hold.Lost);
            }
            catch (ChunkLostException)
            {
                LogLost(chunk.Number, chunk.ImportId);
            }
            catch (OperationCanceledException) when (hold.Lost.IsCancellationRequested)
            {
                await ReleaseAsync(chunk);
                // When this instance stops, whoever gets the item next need not wait until it is handed out again.
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    // While the database is away all items would be taken and let go in a moment, and nobody would have any of them until they are handed out again:
    // those that are taken are kept until it is back, but not longer than their offer lasts.
    async Task<Chunk?> ClaimAsync(ChunkName name, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await store.ClaimAsync(name, options.Value.Lease, cancellationToken);
            }
            catch (NpgsqlException error) when (error.IsTransient && time.GetElapsedTime(began) < WorkLimits.OfferLifetime)
            {
                await Task.Delay(ClaimPause, time, cancellationToken);
            }
        }
    }

    async Task ImportAsync(Marketplace marketplace, Chunk chunk, CancellationToken cancellationToken)
    {
        try
        {
            var began = time.GetTimestamp();
            var page = await marketplaces.Client(marketplace.Name).ReadOrdersAsync(
                chunk.StartIndex, chunk.EndIndex, (body, cancelled) => SaveAsync(chunk, body, cancelled), cancellationToken);
            meter.Saved(marketplace.Name, page, time.GetElapsedTime(began));
        }
        catch (MarketplaceUnavailableException error) when (error.ConcernsAll)
        {
            // Nothing is wrong with this chunk, and all others would fare like it: none of them is asked for until the marketplace has had its rest.
            await store.PauseAsync(chunk.Marketplace, error.Message, error.RetryAfter, cancellationToken);
            await store.ParkAsync(chunk, error.Message, error.RetryAfter, counts: false, cancellationToken);
            meter.Parked(marketplace.Name);
        }
        catch (MarketplaceUnavailableException error)
        {
            await ParkOrGiveUpAsync(marketplace, chunk, error.Message, error.RetryAfter, cancellationToken);
        }
        catch (MarketplaceRefusedException error)
        {
            LogGivenUp(chunk.Number, marketplace.Name, error.Message);
            await store.GiveUpAsync(chunk, error.Message, cancellationToken);
            meter.Failed(marketplace.Name);
        }
        catch (Exception error) when (error is not (ChunkLostException or OperationCanceledException))
        {
            // Ours, not the marketplace's. If the database cannot even note this down, the lease ends by itself.
            LogTrouble(error, chunk.Number, marketplace.Name);
            await ParkOrGiveUpAsync(marketplace, chunk, "It could not be written.", OwnTroublePause, cancellationToken);
        }
    }

    async Task<PageOutcome> SaveAsync(Chunk chunk, Stream body, CancellationToken cancellationToken)
    {
        var batch = _batches.Get();
        try
        {
            return await SaveAsync(chunk, body, batch, cancellationToken);
        }
        finally
        {
            batch.Clear();
            _batches.Return(batch);
        }
    }

    async Task<PageOutcome> SaveAsync(Chunk chunk, Stream body, OrderBatch batch, CancellationToken cancellationToken)
    {
        await using var writer = new PageWriter(database, chunk);
        var page = await PageReader.ReadAsync(
            body, chunk.Range, time.GetUtcNow(), batch, () => writer.WriteAsync(batch, cancellationToken), cancellationToken);
        await writer.WriteAsync(batch, cancellationToken);
        await writer.WriteAsync(page.Rejected, cancellationToken);

        var work = await writer.WorkAsync(cancellationToken);
        var missing = page.Distinct == chunk.Range.Count ? 0 : await ChunkStore.CountMissingAsync(work, chunk, cancellationToken);
        var outcome = new PageOutcome(writer.Saved, page.Repeated, page.RejectedCount, writer.Differing, missing);
        if (missing > 0 && chunk.Incomplete + 1 < IncompleteMax)
        {
            await ChunkStore.PostponeAsync(work, chunk, outcome, IncompletePause * (chunk.Incomplete + 1), cancellationToken);
        }
        else
        {
            await ChunkStore.FinishAsync(work, chunk, outcome, cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return outcome;
    }

    async Task ParkOrGiveUpAsync(Marketplace marketplace, Chunk chunk, string reason, TimeSpan pause, CancellationToken cancellationToken)
    {
        if (chunk.Attempts < options.Value.AttemptsMax)
        {
            // Longer from time to time, up to a minute or what the marketplace asked for.
            var longer = TimeSpan.FromSeconds(Math.Min(60, pause.TotalSeconds * Math.Min(chunk.Attempts, 32)));
            await store.ParkAsync(chunk, reason, longer > pause ? longer : pause, counts: true, cancellationToken);
            meter.Parked(marketplace.Name);
        }
        else
        {
            LogGivenUp(chunk.Number, marketplace.Name, reason);
            await store.GiveUpAsync(chunk, reason, cancellationToken);
            meter.Failed(marketplace.Name);
        }
    }

    async Task ReleaseAsync(Chunk chunk)
    {
        using var timeout = new CancellationTokenSource(FarewellMax, time);
        try
        {
            await store.ReleaseAsync(chunk, timeout.Token);
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException)
        {
            // The lease ends by itself.
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "Chunk {Number} of import {ImportId} is in other hands, or its import has ended")]
    partial void LogLost(int number, Guid importId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Chunk {Number} of {Marketplace} is given up: {Reason}")]
    partial void LogGivenUp(int number, string marketplace, string reason);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Chunk {Number} of {Marketplace} could not be written and is tried again")]
    partial void LogTrouble(Exception error, int number, string marketplace);
}
