using System.Text.Json;
using System.Threading.Channels;
using Cartwright.Platform.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Cartwright.Platform.RabbitMq;

/// <summary>A delivery that waits to be handled.</summary>
/// <param name="Envelope">The event; null when the message is not an event.</param>
/// <param name="Channel">The channel over which it came.</param>
/// <param name="Tag">The tag that acknowledges it.</param>
internal sealed record Delivery(Envelope? Envelope, IChannel Channel, ulong Tag);

/// <summary>A consumer of one partition: the active one of the queue, or one that waits to become active.</summary>
internal sealed class PartitionConsumer : IAsyncDisposable
{
    readonly IChannel _channel;

    PartitionConsumer(IChannel channel) => _channel = channel;

    /// <summary>Completes when the broker ends it.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Starts to consume a queue.</summary>
    /// <param name="connection">The connection.</param>
    /// <param name="queue">The name of the queue.</param>
    /// <param name="prefetch">How many deliveries may be unacknowledged.</param>
    /// <param name="deliveries">Receives the deliveries.</param>
    /// <param name="cancellationToken">Cancels it.</param>
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
        consumer.ReceivedAsync += (_, delivered) => QueueProbe.IsProbe(delivered.BasicProperties)
            ? channel.BasicAckAsync(delivered.DeliveryTag, multiple: false, cancellationToken).AsTask()
            : deliveries.WriteAsync(new(Read(delivered.Body.Span), channel, delivered.DeliveryTag)).AsTask();
        // The broker cancels the consumer when the queue is deleted.
        consumer.UnregisteredAsync += (_, _) =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        await channel.BasicQosAsync(0, prefetch, global: false, cancellationToken);
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer, cancellationToken);
        return new(channel) { Ended = ended.Task };
    }

    /// <summary>Ends it; unacknowledged deliveries go to the next consumer, in their order.</summary>
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
