using Cartwright.Platform.Messaging;
using Npgsql;
using RabbitMQ.Client;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// Declares and binds a service's queues, anew where the broker has spoilt them, and catches up with what was published before they existed.
/// Under a lock of the service's database: no instance consumes before what was published earlier is handled.
/// </summary>
internal sealed partial class QueuePreparation(IEventSubscriber subscriber, Reconciliation catchUp, RabbitMqOptions options, ILogger logger)
{
    /// <summary>Does it, as far as it has not been done.</summary>
    public async Task RunAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await using var session = await subscriber.Source.OpenConnectionAsync(cancellationToken);
        await ExecuteAsync(session, "select pg_advisory_lock(hashtext('cartwright queues'))", cancellationToken);
        try
        {
            if (!await Topology.ExistsAsync(connection, subscriber.Name, cancellationToken) || await RemoveSpoiltAsync(connection, cancellationToken))
            {
                await ExecuteAsync(session, "delete from queues", cancellationToken);
            }

            await DeclareAsync(connection, session, cancellationToken);
        }
        finally
        {
            await ExecuteAsync(session, "select pg_advisory_unlock_all()", CancellationToken.None);
        }
    }

    // What was in them is read from the logs.
    async Task<bool> RemoveSpoiltAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var spoilt = await QueueProbe.FailedAsync(connection, subscriber.Name, options.ConfirmTimeout, cancellationToken);
        if (spoilt.Count == 0)
        {
            return false;
        }

        LogSpoilt(string.Join(", ", spoilt));
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        foreach (var queue in spoilt)
        {
            await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: cancellationToken);
        }

        return true;
    }

    async Task DeclareAsync(IConnection connection, NpgsqlConnection session, CancellationToken cancellationToken)
    {
        var wanted = subscriber.Events.Select(e => e.Name).ToArray();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await Topology.DeclareExchangesAsync(channel, cancellationToken);
        await Topology.DeclareQueuesAsync(channel, subscriber.Name, cancellationToken);
        var bound = await BoundAsync(session, cancellationToken);
        await Topology.BindAsync(channel, subscriber.Name, subscriber.Events, (bound ?? []).Except(wanted), cancellationToken);
        if (bound is null)
        {
            await catchUp.AllAsync(cancellationToken);
        }

        await using var keep = new NpgsqlCommand(
            "insert into queues (service, events) values ($1, $2) on conflict (service) do update set events = excluded.events", session)
        {
            Parameters = { new() { Value = subscriber.Name }, new() { Value = wanted } },
        };
        await keep.ExecuteNonQueryAsync(cancellationToken);
    }

    // What the queues were bound to the last time; null when there were none.
    static async Task<string[]?> BoundAsync(NpgsqlConnection session, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select events from queues", session);
        return (string[]?)await command.ExecuteScalarAsync(cancellationToken);
    }

    static async Task ExecuteAsync(NpgsqlConnection session, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, session);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker has spoilt {Queues}; they are made anew")]
    partial void LogSpoilt(string queues);
}
