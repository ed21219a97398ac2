using System.Collections.Concurrent;

namespace Cartwright.Platform.Jobs;

/// <summary>Work between the services of one process, in memory.</summary>
/// <param name="time">By which offers grow old.</param>
/// <param name="logger">Told of items that failed.</param>
public sealed class InProcessWorkQueue(TimeProvider time, ILogger<InProcessWorkQueue> logger) : IWorkQueue
{
    readonly ConcurrentDictionary<string, InMemoryQueue> _lines = new();

    /// <summary>How long an offer waits.</summary>
    internal TimeSpan OfferLifetime { get; init; } = WorkLimits.OfferLifetime;

    /// <summary>How many items wait in a queue at most.</summary>
    internal int QueueItemsMax { get; init; } = WorkLimits.QueueItemsMax;

    /// <inheritdoc/>
    public Task OfferAsync(string queue, IReadOnlyList<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken)
    {
        WorkLimits.Check(queue, items);
        cancellationToken.ThrowIfCancellationRequested();
        Line(queue).Add(items);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task TakeAsync(
        string queue, int concurrency, Func<ReadOnlyMemory<byte>, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        WorkLimits.Check(queue, concurrency);
        var handling = new WorkHandling(queue, handle, logger);
        var line = Line(queue);
        var taker = line.Join(concurrency);
        await using (cancellationToken.Register(() => line.Leave(taker)))
        {
            await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => HandleAsync(line, taker, handling, cancellationToken)));
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    // Ends when the taker has left and has given back what it was given.
    static async Task HandleAsync(InMemoryQueue line, QueueConsumer taker, WorkHandling handling, CancellationToken cancellationToken)
    {
        await foreach (var item in taker.Items.ReadAllAsync(CancellationToken.None))
        {
            if (await handling.HandleAsync(item.Body, cancellationToken))
            {
                line.Done(taker);
            }
            else
            {
                line.GiveBack(item);
            }
        }
    }

    InMemoryQueue Line(string queue) => _lines.GetOrAdd(queue, _ => new(time, OfferLifetime, QueueItemsMax));
}
