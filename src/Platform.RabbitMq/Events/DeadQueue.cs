using System.Text.Json;
using Cartwright.Platform.Messaging;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// Moves events that the broker cannot deliver, because consumer after consumer ended while it handled them, to the dead letters of the service.
/// </summary>
internal sealed class DeadQueue(IEventSubscriber subscriber, IConnection connection) : IAsyncDisposable
{
    const string Error = "Several instances ended while they handled this event.";

    IChannel? _channel;

    /// <summary>Starts to consume the queue.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await _channel.BasicQosAsync(0, prefetchCount: 16, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += async (_, delivered) =>
        {
            if (Read(delivered.Body.Span) is not { } envelope || await TryMoveAsync(envelope, cancellationToken))
            {
                await _channel.BasicAckAsync(delivered.DeliveryTag, multiple: false, cancellationToken);
            }
        };
        await _channel.BasicConsumeAsync(Topology.DeadQueue(subscriber.Name), autoAck: false, consumer, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_channel is not null)
        {
            await _channel.DisposeAsync();
        }
    }

    // After a failure the event stays at the broker until the next start.
    async Task<bool> TryMoveAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        try
        {
            await subscriber.AddDeadLetterAsync(envelope, Error, cancellationToken);
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

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
