using System.Diagnostics;
using System.Threading.Channels;
using Cartwright.Platform.Observability;

namespace Cartwright.Platform.Jobs;

/// <summary>
/// Works off rows that are due, many at once. A row is claimed by moving its due time into the future, a lease: whoever dies with it loses it,
/// and another instance finds it due again. Rows that were just written and claimed can be offered directly, which saves reading them back.
/// </summary>
/// <typeparam name="TItem">What is to be done.</typeparam>
/// <param name="concurrency">How many are worked on at once.</param>
/// <param name="poll">How long to wait when nothing is due.</param>
/// <param name="time">The clock.</param>
/// <param name="meter">Counts failures.</param>
/// <param name="logger">Told of failures; the row comes back when its lease ends.</param>
public abstract partial class LeasedJobWorker<TItem>(int concurrency, TimeSpan poll, TimeProvider time, WorkMeter meter, ILogger logger) : BackgroundService
{
    readonly Channel<TItem> _queue = Channel.CreateBounded<TItem>(new BoundedChannelOptions(4096) { SingleReader = false });

    /// <summary>The clock.</summary>
    protected TimeProvider Time => time;

    /// <summary>Claims what is due, at most <paramref name="max"/>.</summary>
    protected abstract Task<IReadOnlyList<TItem>> ClaimAsync(int max, CancellationToken cancellationToken);

    /// <summary>The W3C context of what an item was written down for, kept with it; null where none was kept.</summary>
    protected virtual string? TraceParentOf(TItem item) => null;

    /// <summary>Does one item, in its trace, and records its outcome.</summary>
    protected abstract Task DoAsync(TItem item, CancellationToken cancellationToken);

    /// <summary>Hands over an item that is claimed already. When too much waits it is left to its lease.</summary>
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
        LogFailed(error, GetType().Name);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Work} failed and is tried again when its lease ends")]
    partial void LogFailed(Exception error, string work);
}
