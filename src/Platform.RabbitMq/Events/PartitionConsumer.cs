using System.Text.Json;
using System.Threading.Channels;
using Cartwright.Platform.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Cartwright.Platform.RabbitMq;

/// <summary>An event that was delivered and waits to be handled.</summary>
/// <param name="Envelope">The event; null when the message is none.</param>
/// <param name="Channel">Over which it came.</param>
/// <param name="Tag">By which it is acknowledged.</param>
internal sealed record Delivery(Envelope? Envelope, IChannel Channel, ulong Tag);

/// <summary>A consumer of one queue. It is the queue's active one, or waits to become it.</summary>
internal sealed class PartitionConsumer : IAsyncDisposable
{
    readonly IChannel _channel;

    PartitionConsumer(IChannel channel) => _channel = channel;

    /// <summary>Completes when the broker ends it.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Begins to consume a queue.</summary>
    /// <param name="connection">Over which connection.</param>
    /// <param name="queue">Which queue.</param>
    /// <param name="prefetch">How many deliveries may be on their way.</param>
    /// <param name="deliveries">Where they go.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<PartitionConsumer> StartAsync(
        IConnection connection, string queue, ushort prefetch, ChannelWriter<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivered) => QueueProbe.IsTrial(delivered.BasicProperties)
            ? channel.BasicAckAsync(delivered.DeliveryTag, multiple: false, cancellationToken).AsTask()
            : deliveries.WriteAsync(new(Read(delivered.Body.Span), channel, delivered.DeliveryTag)).AsTask();
        // The broker gives notice when the queue is deleted.
        consumer.UnregisteredAsync += (_, _) =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        await channel.BasicQosAsync(0, prefetch, global: false, cancellationToken);
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken);
        return new(channel) { Ended = ended.Task };
    }

    /// <summary>Ends it; what it has not acknowledged goes to the next consumer, in its old order.</summary>
    public ValueTask DisposeAsync() => _channel.DisposeAsync();

    static Envelope? Read(ReadOnlySpan<byte> body)
    {
        try
        {
            return CloudEvents.Read(body);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
