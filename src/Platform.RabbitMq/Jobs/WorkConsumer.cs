using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Cartwright.Platform.RabbitMq;

/// <summary>An item and the consumer that received it.</summary>
internal sealed record DeliveredItem(ReadOnlyMemory<byte> Body, WorkConsumer Consumer, ulong Tag);

/// <summary>A consumer of a work queue, as long as its channel is open.</summary>
internal sealed class WorkConsumer : IAsyncDisposable
{
    readonly IChannel _channel;
    readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    string _tag = "";
    long _delivered;
    long _acknowledged;

    WorkConsumer(IChannel channel) => _channel = channel;

    /// <summary>Completes when the broker ends it.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Whether its items can be acknowledged.</summary>
    public bool IsOpen => _channel.IsOpen;

    /// <summary>How many items it has received.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Whether it has unacknowledged items.</summary>
    public bool HasItems => Delivered > Volatile.Read(ref _acknowledged);

    /// <summary>Declares a queue and starts to consume it.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="queue">The queue.</param>
    /// <param name="prefetch">How many unacknowledged items it can have.</param>
    /// <param name="items">Receives the items; must always have capacity.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static async Task<WorkConsumer> StartAsync(
        IConnection connection, WorkTopology queue, int prefetch, ChannelWriter<DeliveredItem> items, CancellationToken cancellationToken)
    {
        var started = new WorkConsumer(await connection.CreateChannelAsync(cancellationToken: cancellationToken));
        try
        {
            await started.ConsumeAsync(queue, prefetch, items, cancellationToken);
            return started;
        }
        catch
        {
            await started.DisposeAsync();
            throw;
        }
    }

    /// <summary>Acknowledges an item.</summary>
    public async Task AcknowledgeAsync(DeliveredItem item)
    {
        try
        {
            await _channel.BasicAckAsync(item.Tag, multiple: false, CancellationToken.None);
        }
        catch (Exception)
        {
            // The channel has closed: another consumer receives the item as well.
        }

        Interlocked.Increment(ref _acknowledged);
    }

    /// <summary>Receives no more items; those that it has can still be acknowledged.</summary>
    public async Task CancelAsync()
    {
        try
        {
            await _channel.BasicCancelAsync(_tag, noWait: true, CancellationToken.None);
        }
        catch (AlreadyClosedException)
        {
            // The broker has cancelled it.
        }
    }

    /// <summary>Ends it; unacknowledged items go to other consumers.</summary>
    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    async Task ConsumeAsync(WorkTopology queue, int prefetch, ChannelWriter<DeliveredItem> items, CancellationToken cancellationToken)
    {
        _channel.ChannelShutdownAsync += (_, _) =>
        {
            _ended.TrySetResult();
            return Task.CompletedTask;
        };
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += (_, delivered) =>
        {
            Interlocked.Increment(ref _delivered);
            // The client reuses the memory of a delivery.
            items.TryWrite(new(delivered.Body.ToArray(), this, delivered.DeliveryTag));
            return Task.CompletedTask;
        };
        // The broker cancels the consumer when the queue is deleted, unless it is declared again at once.
        consumer.UnregisteredAsync += (_, _) =>
        {
            _ended.TrySetResult();
            return Task.CompletedTask;
        };
        await queue.DeclareAsync(_channel, cancellationToken);
        await _channel.BasicQosAsync(0, (ushort)prefetch, global: false, cancellationToken);
        _tag = await _channel.BasicConsumeAsync(WorkTopology.NameOf(queue.Queue), autoAck: false, consumer, cancellationToken);
    }
}
