using System.Threading.Channels;
using Cartwright.Platform.Jobs;

namespace Cartwright.Platform.RabbitMq;

/// <summary>Takes items from a queue, over one consumer after the other: when one ends, the next is begun.</summary>
internal sealed partial class WorkSubscription(WorkTopology queue, BrokerConnection broker, int concurrency, WorkHandling handling, ILogger logger)
{
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    // A broker does not always notice that a consumer's queue has ended and begun again, and then gives it nothing any more, without a word.
    static readonly TimeSpan IdleMax = TimeSpan.FromSeconds(5);

    // What does not end by then when it is cancelled keeps what others could handle no longer from them.
    static readonly TimeSpan LeaveTime = TimeSpan.FromSeconds(2);

    // A consumer has no more items than this, so what is dropped came over the channel of an earlier one and is delivered again.
    readonly Channel<DeliveredItem> _items =
        Channel.CreateBounded<DeliveredItem>(new BoundedChannelOptions(concurrency) { FullMode = BoundedChannelFullMode.DropOldest });

    /// <summary>Works until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        // They outlive the consumers: what is being handled while the connection breaks counts on.
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
                    LogUnavailable(queue.Queue, error.Message);
                    await Task.Delay(RetryInterval, cancellationToken);
                }
            }
        }
        finally
        {
            await workers;
        }
    }

    // Returns when the consumer has had nothing to do for a while.
    async Task ConsumeAsync(Task workers, CancellationToken cancellationToken)
    {
        var connection = await broker.OpenAsync(cancellationToken);
        await using var consumer = await WorkConsumer.StartAsync(connection, queue, concurrency, _items.Writer, cancellationToken);
        long before;
        do
        {
            before = consumer.Delivered;
            await Task.WhenAny(consumer.Ended, Task.Delay(IdleMax, cancellationToken));
            if (cancellationToken.IsCancellationRequested)
            {
                await consumer.LeaveAsync();
                await Task.WhenAny(workers, Task.Delay(LeaveTime, CancellationToken.None));
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (consumer.Ended.IsCompleted)
            {
                throw new InvalidOperationException("The broker ended the consumer.");
            }
        }
        while (consumer.HasItems || consumer.Delivered > before);
    }

    async Task HandleAsync(CancellationToken cancellationToken)
    {
        await foreach (var item in _items.Reader.ReadAllAsync(cancellationToken))
        {
            // What came over a channel that is gone is delivered again.
            if (item.Consumer.IsOpen && await handling.HandleAsync(item.Body, cancellationToken))
            {
                await item.Consumer.AcknowledgeAsync(item);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Work of {Queue} waits to be taken: {Reason}")]
    partial void LogUnavailable(string queue, string reason);
}
