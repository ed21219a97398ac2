using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.ObjectPool;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Cartwright.Imports;

/// <summary>
/// Takes the chunks of all marketplaces from the work queue and imports them. Each marketplace has its own queue and its own capacity, so that a slow one
/// takes nothing from the others.
/// </summary>
internal sealed class ChunkWorker(
    MarketplaceDirectory marketplaces, IWorkQueue queue, Database database, ChunkStore store, ChunkLeases leases, ImportMeter meter, TimeProvider time,
    IOptions<ImportsOptions> options, ILogger<ChunkWorker> logger) : BackgroundService
{
    static readonly TimeSpan ClaimPause = TimeSpan.FromMilliseconds(500);
    static readonly TimeSpan SaveFailedPause = TimeSpan.FromSeconds(2);
    static readonly TimeSpan WaitMax = TimeSpan.FromMinutes(1);
    static readonly TimeSpan ReleaseTimeout = TimeSpan.FromSeconds(2);

    // Batches are large: one per page would be most of the work of the garbage collector.
    readonly ObjectPool<OrderBatch> _batches = ObjectPool.Create<OrderBatch>();

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(marketplaces.All.Select(marketplace =>
        queue.ConsumeAsync(
            ChunkDispatcher.Queue(marketplace.Name), marketplace.Parallelism, (item, cancellationToken) => TakeAsync(marketplace, item, cancellationToken), stoppingToken)));

    async Task TakeAsync(Marketplace marketplace, ReadOnlyMemory<byte> item, CancellationToken cancellationToken)
    {
        if (ChunkName.Read(item.Span) is { } name && await ClaimAsync(name, cancellationToken) is { } chunk)
        {
            using var lease = leases.Track(chunk, cancellationToken);
            try
            {
                await ImportAsync(marketplace, chunk, lease.Lost);
            }
            catch (ChunkLostException)
            {
                logger.ChunkLost(chunk.Number, chunk.ImportId);
            }
            catch (OperationCanceledException) when (lease.Lost.IsCancellationRequested)
            {
                await ReleaseAsync(chunk);
                // When this instance stops, the queue delivers the item to another one at once.
                cancellationToken.ThrowIfCancellationRequested();
            }
        }
    }

    // While the database is away, an instance would take and drop all items in a moment, and their chunks would wait for the next offer. So it keeps the
    // items that it took until the database is back, but not longer than their offer lasts.
    async Task<Chunk?> ClaimAsync(ChunkName name, CancellationToken cancellationToken)
    {
        var startedAt = time.GetTimestamp();
        while (true)
        {
            try
            {
                return await store.ClaimAsync(name, options.Value.Lease, cancellationToken);
            }
            catch (NpgsqlException error) when (error.IsTransient && time.GetElapsedTime(startedAt) < WorkLimits.OfferLifetime)
            {
                await Task.Delay(ClaimPause, time, cancellationToken);
            }
        }
    }

    async Task ImportAsync(Marketplace marketplace, Chunk chunk, CancellationToken cancellationToken)
    {
        try
        {
            var startedAt = time.GetTimestamp();
            var page = await new PageImporter(marketplaces.Client(marketplace.Name), marketplace.Currency, database, _batches, time, chunk).RunAsync(cancellationToken);
            meter.Saved(marketplace.Name, page, time.GetElapsedTime(startedAt));
        }
        catch (MarketplaceUnavailableException error) when (error.ConcernsAll)
        {
            // The marketplace refuses every page alike, so all chunks wait, and this attempt does not count.
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
            logger.ChunkGivenUp(chunk.Number, marketplace.Name, error.Message);
            await store.GiveUpAsync(chunk, error.Message, cancellationToken);
            meter.Failed(marketplace.Name);
        }
        catch (Exception error) when (error is not (ChunkLostException or OperationCanceledException))
        {
            // A failure of the database. If it cannot record this either, the lease expires.
            logger.ChunkNotSaved(error, chunk.Number, marketplace.Name);
            await ParkOrGiveUpAsync(marketplace, chunk, "It could not be written.", SaveFailedPause, cancellationToken);
        }
    }

    async Task ParkOrGiveUpAsync(Marketplace marketplace, Chunk chunk, string reason, TimeSpan pause, CancellationToken cancellationToken)
    {
        if (chunk.Attempts < options.Value.AttemptsMax)
        {
            // Up to a minute, or as long as the marketplace asks for.
            var wait = new Backoff(pause, pause > WaitMax ? pause : WaitMax).After(chunk.Attempts);
            await store.ParkAsync(chunk, reason, wait, counts: true, cancellationToken);
            meter.Parked(marketplace.Name);
        }
        else
        {
            logger.ChunkGivenUp(chunk.Number, marketplace.Name, reason);
            await store.GiveUpAsync(chunk, reason, cancellationToken);
            meter.Failed(marketplace.Name);
        }
    }

    async Task ReleaseAsync(Chunk chunk)
    {
        using var timeout = new CancellationTokenSource(ReleaseTimeout, time);
        try
        {
            await store.ReleaseAsync(chunk, timeout.Token);
        }
        catch (Exception error) when (error is NpgsqlException or OperationCanceledException)
        {
            // The lease expires.
        }
    }
}
