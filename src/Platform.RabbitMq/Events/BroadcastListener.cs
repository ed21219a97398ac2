using System.Text.Json;
using Cartwright.Contracts;
using Cartwright.Platform.Messaging;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Cartwright.Platform.RabbitMq;

/// <summary>Hears of a publisher's events through a queue of its own that lives no longer than the connection.</summary>
internal sealed partial class BroadcastListener(string publisher, BrokerConnection broker, ILogger logger)
{
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    /// <summary>Works until cancelled.</summary>
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
                LogUnavailable(publisher, error.Message);
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
            // A listener that falls behind that far has lost its copies to their expiry anyway.
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
        // Whatever happened before this queue was there.
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

    [LoggerMessage(Level = LogLevel.Warning, Message = "Changes of {Publisher} are not heard of: {Reason}")]
    partial void LogUnavailable(string publisher, string reason);
}
