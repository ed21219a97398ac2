using System.Threading.Channels;
using Cartwright.Platform.Jobs;

namespace Cartwright.Platform.RabbitMq;

/// <summary>Consumes a work queue: when a consumer ends, the next one starts.</summary>
internal sealed class WorkSubscription(WorkTopology queue, BrokerConnection broker, int concurrency, WorkHandling handling, ILogger logger)
{
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    // When a queue is deleted and declared again, the broker does not always cancel its consumers, which then receive nothing: idle consumers are replaced.
    static readonly TimeSpan IdleMax = TimeSpan.FromSeconds(5);

    // Handling that has not ended so long after its cancellation no longer keeps the item from other consumers.
    static readonly TimeSpan CancelTimeout = TimeSpan.FromSeconds(2);

    // A consumer has no more items than this, so a dropped item belongs to an earlier consumer and is delivered again.
    readonly Channel<DeliveredItem> _items =
        Channel.CreateBounded<DeliveredItem>(new BoundedChannelOptions(concurrency) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Consumes until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // The workers outlive the consumers, so that concurrency stays limited when the connection breaks.
        var workers = Task.WhenAll(Enumerable.Range(0, concurrency).Select(_ => HandleAsync(cancellationToken)));
        try
        {
            while (true)
            {
                try
                {
                    await ConsumeAsync(workers, cancellationToken);
                }
                catch (Exception error) when (!cancellationToken.IsCancellationRequested)
                {
                    logger.WorkUnavailable(queue.Queue, error.Message);
                    await Task.Delay(RetryInterval, cancellationToken);
                }
            }
        }
        finally
        {
            await workers;
        }
    }

    // Returns when the consumer has been idle.
    async Task ConsumeAsync(Task workers, CancellationToken cancellationToken)
    {
        var connection = await broker.OpenAsync(cancellationToken);
        await using var consumer = await WorkConsumer.StartAsync(connection, queue, concurrency, _items.Writer, cancellationToken);
        long deliveredBefore;
        do
        {
            deliveredBefore = consumer.Delivered;
            await Task.WhenAny(consumer.Ended, Task.Delay(IdleMax, cancellationToken));
            if (cancellationToken.IsCancellationRequested)
            {
                await consumer.CancelAsync();
                await Task.WhenAny(workers, Task.Delay(CancelTimeout, CancellationToken.None));
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (consumer.Ended.IsCompleted)
            {
                throw new InvalidOperationException("The broker ended the consumer.");
            }
        }
        while (consumer.HasItems || consumer.Delivered > deliveredBefore);
    }

    async Task HandleAsync(CancellationToken cancellationToken)
    {
        await foreach (var item in _items.Reader.ReadAllAsync(cancellationToken))
        {
            // The broker delivers again what came over a channel that has closed.
            if (item.Consumer.IsOpen && await handling.HandleAsync(item.Body, cancellationToken))
            {
                await item.Consumer.AcknowledgeAsync(item);
            }
        }
    }
}
