using System.Diagnostics;
using System.Threading.Channels;
using Cartwright.Platform.Observability;

namespace Cartwright.Platform.Jobs;

/// <summary>
/// Does the jobs of rows that are due, many at once. An instance claims a row by a lease: it moves the due time into the future, so the row is due again
/// when the instance dies. Rows that were just written and claimed can be offered directly, which saves reading them. A job that has waited for too much of
/// its lease is not begun: its row is due again when the lease ends, perhaps at an instance that has time for it.
/// </summary>
/// <typeparam name="TItem">A job.</typeparam>
/// <param name="concurrency">How many jobs run at once.</param>
/// <param name="lease">The time from the claim of a row until it is due again. A job may take two thirds of it.</param>
/// <param name="poll">How often to look for rows that are due.</param>
/// <param name="time">The clock.</param>
/// <param name="meter">Counts failures.</param>
/// <param name="logger">Logs failures; the row is due again when its lease ends.</param>
public abstract class LeasedJobWorker<TItem>(int concurrency, TimeSpan lease, TimeSpan poll, TimeProvider time, WorkMeter meter, ILogger logger) : BackgroundService
{
    // A claim costs a statement: it is for several rows where it can be.
    readonly int _claimMin = Math.Max(1, concurrency / 8);

    readonly Channel<Claimed> _queue = Channel.CreateBounded<Claimed>(new BoundedChannelOptions(4096) { SingleReader = false });

    // One for each row that was claimed here and is not done: no more than can be begun soon, so that other instances may claim the rest.
    readonly SemaphoreSlim _free = new(concurrency);

    readonly record struct Claimed(TItem Item, long At, bool IsOffered);

    /// <summary>The clock.</summary>
    protected TimeProvider Time => time;

    /// <summary>Claims rows that are due, at most <paramref name="max"/>.</summary>
    protected abstract Task<IReadOnlyList<TItem>> ClaimAsync(int max, CancellationToken cancellationToken);

    /// <summary>The W3C context of the trace that an item belongs to; null where its row has none.</summary>
    protected virtual string? TraceParentOf(TItem item) => null;

    /// <summary>Does one job, in its trace, and saves its outcome.</summary>
    protected abstract Task DoAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>Offers an item that was claimed just now. When the queue is full, the item is due when its lease ends.</summary>
    public void Offer(TItem item) => _queue.Writer.TryWrite(new(item, time.GetTimestamp(), IsOffered: true));

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll([PollAsync(stoppingToken), .. Enumerable.Range(0, concurrency).Select(_ => WorkAsync(stoppingToken))]);

    async Task PollAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(poll, time);
        do
        {
            try
            {
                while (await ClaimAsync(stoppingToken))
                {
                }
            }
            catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Fail(error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Claims as many rows as there is room for.</summary>
    /// <returns>Whether there may be more.</returns>
    async Task<bool> ClaimAsync(CancellationToken stoppingToken)
    {
        var (room, used) = (0, 0);
        try
        {
            for (; room < _claimMin || (room < concurrency && _free.CurrentCount > 0); room++)
            {
                await _free.WaitAsync(stoppingToken);
            }

            var at = time.GetTimestamp();
            foreach (var item in await ClaimAsync(room, stoppingToken))
            {
                await _queue.Writer.WriteAsync(new(item, at, IsOffered: false), stoppingToken);
                used++;
            }

            return used > 0;
        }
        finally
        {
            Release(room - used);
        }
    }

    async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var claimed in _queue.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                if (time.GetElapsedTime(claimed.At) <= lease / 3)
                {
                    await DoInTraceAsync(claimed.Item, stoppingToken);
                }
            }
            finally
            {
                Release(claimed.IsOffered ? 0 : 1);
            }
        }
    }

    async Task DoInTraceAsync(TItem item, CancellationToken stoppingToken)
    {
        using var span = Tracing.Resume(GetType().Name, TraceParentOf(item), meter.Service);
        try
        {
            await DoAsync(item, stoppingToken);
        }
        catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            span.SetStatus(ActivityStatusCode.Error, error.Message);
            Fail(error);
        }
    }

    void Release(int count)
    {
        if (count > 0)
        {
            _free.Release(count);
        }
    }

    void Fail(Exception error)
    {
        meter.Failed(GetType().Name);
        logger.LeasedJobFailed(error, GetType().Name);
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _free.Dispose();
        base.Dispose();
        GC.SuppressFinalize(this);
    }
}
