using System.Collections.Concurrent;

namespace Cartwright.Platform.Jobs;

/// <summary>Distributes work between the services of one process, in memory.</summary>
/// <param name="time">The clock by which offers expire.</param>
/// <param name="logger">Logs items that fail.</param>
public sealed class InProcessWorkQueue(TimeProvider time, ILogger<InProcessWorkQueue> logger) : IWorkQueue
{
    readonly ConcurrentDictionary<string, InMemoryQueue> _queues = new();

    /// <summary>How long an offer waits.</summary>
    internal TimeSpan OfferLifetime { get; init; } = WorkLimits.OfferLifetime;

    /// <summary>How many items wait in a queue at most.</summary>
    internal int QueueItemsMax { get; init; } = WorkLimits.QueueItemsMax;

    /// <inheritdoc/>
    public Task OfferAsync(string queue, IReadOnlyList<ReadOnlyMemory<byte>> items, CancellationToken cancellationToken)
    {
        WorkLimits.Check(queue, items);
        cancellationToken.ThrowIfCancellationRequested();
        Queue(queue).Add(items);
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public async Task ConsumeAsync(
        string queue, int concurrency, Func<ReadOnlyMemory<byte>, CancellationToken, Task> handle, CancellationToken cancellationToken)
    {
        WorkLimits.Check(queue, concurrency);
        var handling = new WorkHandling(queue, handle, logger);
        var items = Queue(queue);
        var consumer = items.AddConsumer(concurrency);
        await using (cancellationToken.Register(() => items.RemoveConsumer(consumer)))
        {
            await Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => HandleAsync(items, consumer, handling, cancellationToken)));
        }

        cancellationToken.ThrowIfCancellationRequested();
    }

    // Ends when the consumer is removed and has returned its items.
    static async Task HandleAsync(InMemoryQueue queue, QueueConsumer consumer, WorkHandling handling, CancellationToken cancellationToken)
    {
        await foreach (var item in consumer.Items.ReadAllAsync(CancellationToken.None))
        {
            if (await handling.HandleAsync(item.Body, cancellationToken))
            {
                queue.Acknowledge(consumer);
            }
            else
            {
                queue.Return(item);
            }
        }
    }

    InMemoryQueue Queue(string name) => _queues.GetOrAdd(name, _ => new(time, OfferLifetime, QueueItemsMax));
}
