using System.Threading.Channels;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace Cartwright.Platform.RabbitMq;

/// <summary>An item that was delivered, and to which consumer.</summary>
internal sealed record DeliveredItem(ReadOnlyMemory<byte> Body, WorkConsumer Consumer, ulong Tag);

/// <summary>A consumer of a queue of work, as long as its channel lives.</summary>
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

    /// <summary>Whether items that it has can be acknowledged.</summary>
    public bool IsOpen => _channel.IsOpen;

    /// <summary>How many items it was given.</summary>
    public long Delivered => Volatile.Read(ref _delivered);

    /// <summary>Whether it has items that are not acknowledged.</summary>
    public bool HasItems => Delivered > Volatile.Read(ref _acknowledged);

    /// <summary>Declares a queue and begins to consume it.</summary>
    /// <param name="connection">Over which connection.</param>
    /// <param name="queue">Which queue.</param>
    /// <param name="prefetch">How many items it can have that are not acknowledged.</param>
    /// <param name="items">Where they go; must always have room.</param>
    /// <param name="cancellationToken">Gives up.</param>
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

    /// <summary>Tells the broker that an item is handled.</summary>
    public async Task AcknowledgeAsync(DeliveredItem item)
    {
        try
        {
            await _channel.BasicAckAsync(item.Tag, multiple: false, CancellationToken.None);
        }
        catch (Exception)
        {
            // In whichever way the channel ended: somebody else gets the item as well.
        }

        Interlocked.Increment(ref _acknowledged);
    }

    /// <summary>Asks for no more items; those that it has can still be acknowledged.</summary>
    public async Task LeaveAsync()
    {
        try
        {
            await _channel.BasicCancelAsync(_tag, noWait: true, CancellationToken.None);
        }
        catch (AlreadyClosedException)
        {
            // Then it gets none.
        }
    }

    /// <summary>Ends it; what it has not acknowledged goes to other consumers.</summary>
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
            // The client uses the memory of a delivery again.
            items.TryWrite(new(delivered.Body.ToArray(), this, delivered.DeliveryTag));
            return Task.CompletedTask;
        };
        // The broker gives notice when the queue is deleted, unless it is there again at once.
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
