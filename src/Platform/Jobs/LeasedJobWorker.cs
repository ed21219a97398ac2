using System.Diagnostics;
using System.Threading.Channels;
using Cartwright.Platform.Observability;

namespace Cartwright.Platform.Jobs;

/// <summary>
/// Does the jobs of rows that are due, many at once. An instance claims a row by a lease: it moves the due time into the future, so the row is due again
/// when the instance dies. Rows that were just written and claimed can be offered directly, which saves reading them.
/// </summary>
/// <typeparam name="TItem">A job.</typeparam>
/// <param name="concurrency">How many jobs run at once.</param>
/// <param name="poll">How often to look for rows that are due.</param>
/// <param name="time">The clock.</param>
/// <param name="meter">Counts failures.</param>
/// <param name="logger">Logs failures; the row is due again when its lease ends.</param>
public abstract class LeasedJobWorker<TItem>(int concurrency, TimeSpan poll, TimeProvider time, WorkMeter meter, ILogger logger) : BackgroundService
{
    readonly Channel<TItem> _queue = Channel.CreateBounded<TItem>(new BoundedChannelOptions(4096) { SingleReader = false });

    /// <summary>The clock.</summary>
    protected TimeProvider Time => time;

    /// <summary>Claims rows that are due, at most <paramref name="max"/>.</summary>
    protected abstract Task<IReadOnlyList<TItem>> ClaimAsync(int max, CancellationToken cancellationToken);

    /// <summary>The W3C context of the trace that an item belongs to; null where its row has none.</summary>
    protected virtual string? TraceParentOf(TItem item) => null;

    /// <summary>Does one job, in its trace, and saves its outcome.</summary>
    protected abstract Task DoAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>Offers an item that is claimed already. When the queue is full, the item is due when its lease ends.</summary>
    public void Offer(TItem item) => _queue.Writer.TryWrite(item);

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
                while (await ClaimAsync(concurrency, stoppingToken) is { Count: > 0 } claimed)
                {
                    foreach (var item in claimed)
                    {
                        await _queue.Writer.WriteAsync(item, stoppingToken);
                    }
                }
            }
            catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                Fail(error);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    async Task WorkAsync(CancellationToken stoppingToken)
    {
        await foreach (var item in _queue.Reader.ReadAllAsync(stoppingToken))
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
    }

    void Fail(Exception error)
    {
        meter.Failed(GetType().Name);
        logger.LeasedJobFailed(error, GetType().Name);
    }
}
