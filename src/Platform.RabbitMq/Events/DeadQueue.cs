using System.Text.Json;
using Cartwright.Platform.Messaging;
using Npgsql;
using NpgsqlTypes;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// Moves what the broker gave up delivering, because consumer after consumer ended while handling it, to the service's own dead letters,
/// where it is seen and can be tried again.
/// </summary>
internal sealed class DeadQueue(IEventSubscriber subscriber, IConnection connection) : IAsyncDisposable
{
    IChannel? _channel;

    /// <summary>Begins.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await _channel.BasicQosAsync(0, prefetchCount: 16, global: false, cancellationToken);
        var consumer = new AsyncEventingBasicConsumer(_channel);
        consumer.ReceivedAsync += async (_, delivered) =>
        {
            if (Read(delivered.Body.Span) is not { } envelope || await IsKeptAsync(envelope, cancellationToken))
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

    // A failure leaves it at the broker until the next start.
    async Task<bool> IsKeptAsync(Envelope envelope, CancellationToken cancellationToken)
    {
        try
        {
            await using var command = subscriber.Source.CreateCommand(
                """
                with fresh as (insert into inbox (event_id) values ($1) on conflict do nothing returning event_id)
                insert into dead_letters (event_id, publisher, name, version, time, aggregate_id, idempotency_key, trace_parent, data, attempts, error)
                select event_id, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, 0, 'Instance after instance ended while it handled this event.' from fresh
                """);
            command.Parameters.Add(new() { Value = envelope.Id });
            command.Parameters.Add(new() { Value = subscriber.Events.FirstOrDefault(e => e.Name == envelope.Name)?.Publisher ?? "" });
            command.Parameters.Add(new() { Value = envelope.Name });
            command.Parameters.Add(new() { Value = (short)envelope.Version });
            command.Parameters.Add(new() { Value = envelope.Time.UtcDateTime });
            command.Parameters.Add(new() { Value = envelope.AggregateId });
            command.Parameters.Add(new() { Value = (object?)envelope.IdempotencyKey ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            command.Parameters.Add(new() { Value = (object?)envelope.TraceParent ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
            command.Parameters.Add(new() { Value = envelope.Data });
            await command.ExecuteNonQueryAsync(cancellationToken);
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
