using Cartwright.Platform.Messaging;
using RabbitMQ.Client;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// Declares and binds the queues of a service, recreates unusable ones, and handles events that were published before the queues existed.
/// One instance at a time does so, and no instance consumes before the earlier events are handled.
/// </summary>
internal sealed class QueuePreparation(IEventSubscriber subscriber, Reconciliation reconciliation, RabbitMqOptions options, ILogger logger)
{
    /// <summary>Prepares the queues; does nothing that is done already.</summary>
    public async Task RunAsync(IConnection connection, CancellationToken cancellationToken)
    {
        await using var store = await QueueStore.OpenAsync(subscriber.Source, cancellationToken);
        if (!await Topology.ExistsAsync(connection, subscriber.Name, cancellationToken) || await DeleteUnusableAsync(connection, cancellationToken))
        {
            await store.RemoveAsync(cancellationToken);
        }

        await DeclareAsync(connection, store, cancellationToken);
    }

    // The reconciliation reads their events from the logs.
    async Task<bool> DeleteUnusableAsync(IConnection connection, CancellationToken cancellationToken)
    {
        var unusable = await QueueProbe.GetUnusableAsync(connection, subscriber.Name, options.ConfirmTimeout, cancellationToken);
        if (unusable.Count == 0)
        {
            return false;
        }

        logger.QueuesUnusable(string.Join(", ", unusable));
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        foreach (var queue in unusable)
        {
            await channel.QueueDeleteAsync(queue, ifUnused: false, ifEmpty: false, cancellationToken: cancellationToken);
        }

        return true;
    }

    async Task DeclareAsync(IConnection connection, QueueStore store, CancellationToken cancellationToken)
    {
        var wanted = subscriber.Events.Select(e => e.Name).ToArray();
        await using var channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken);
        await Topology.DeclareExchangesAsync(channel, cancellationToken);
        await Topology.DeclareQueuesAsync(channel, subscriber.Name, cancellationToken);
        var bound = await store.GetBoundEventsAsync(cancellationToken);
        await Topology.BindAsync(channel, subscriber.Name, subscriber.Events, (bound ?? []).Except(wanted), cancellationToken);
        if (bound is null)
        {
            await reconciliation.RunAsync(cancellationToken);
        }

        await store.SaveAsync(subscriber.Name, wanted, cancellationToken);
    }
}
