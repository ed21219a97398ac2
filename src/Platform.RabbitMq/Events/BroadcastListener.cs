using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Cartwright.Platform.RabbitMq;

/// <summary>Receives the events of a publisher through a queue of its own, which exists as long as the connection.</summary>
internal sealed class BroadcastListener(string publisher, BrokerConnection broker, ILogger logger)
{
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Receives until cancelled.</summary>
    public async Task RunAsync(Action<Envelope> onEvent, Action onMissed, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await ListenAsync(onEvent, onMissed, cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                logger.BroadcastUnavailable(publisher, error.Message);
            }

            await Task.Delay(RetryInterval, cancellationToken);
        }
    }

    async Task ListenAsync(Action<Envelope> onEvent, Action onMissed, CancellationToken cancellationToken)
    {
        var connection = await broker.OpenAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) =>
        {
            ended.TrySetResult();
            return Task.CompletedTask;
        };
        await Topology.DeclareExchangesAsync(channel, cancellationToken);
        var queue = await channel.QueueDeclareAsync(
            "", durable: false, exclusive: true, autoDelete: true,
            // The copies of a listener that is so far behind have expired.
            new Dictionary<string, object?> { ["x-max-length"] = 100_000 },
            cancellationToken: cancellationToken);
        foreach (var type in EventCatalog.ByName.Values.Where(e => e.Publisher == publisher))
        {
            await channel.QueueBindAsync(queue.QueueName, Topology.Exchange, $"{type.Name}.*", cancellationToken: cancellationToken);
        }

        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, delivered) =>
        {
            try
            {
                onEvent(CloudEvents.Read(delivered.Body.Span));
            }
            catch (JsonException)
            {
                onMissed();
            }

            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue.QueueName, autoAck: true, consumer, cancellationToken);
        // Events from before the queue existed may be missing.
        onMissed();
        try
        {
            await ended.Task.WaitAsync(cancellationToken);
        }
        finally
        {
            onMissed();
        }
    }
}
