using System.Threading.Channels;
using Cartwright.Platform.Data;
using Cartwright.Platform.Faults;
using Cartwright.Platform.Messaging;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// Consumes the queues of a service: handles many events in one transaction, acknowledges each event when its effect is committed,
/// and shares the queues with the other instances of the service.
/// </summary>
internal sealed class QueueSubscription(
    IEventSubscriber subscriber, BrokerConnection broker, EventHistoryClient history, RabbitMqOptions options, ILogger logger)
{
    const int BatchMax = 128;
    const string ReconciliationLock = "cartwright compare";

    // Instances see a new instance with a delay; after it they agree on the partitions.
    static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1);
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    readonly Reconciliation _reconciliation = new(subscriber, history);
    readonly MembershipStore _membership = new(subscriber.Source);

    /// <summary>Consumes until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(
                RepeatAsync(ConsumeAsync, RetryInterval, cancellationToken),
                RepeatAsync(ReconcileAsync, options.ReconcileInterval, cancellationToken));
        }
        finally
        {
            await LeaveAsync();
        }
    }

    async Task RepeatAsync(Func<CancellationToken, Task> work, TimeSpan interval, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await work(cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                logger.ConsumingUnavailable(subscriber.Name, error.Message);
            }

            await Task.Delay(interval, cancellationToken);
        }
    }

    // One instance at a time: the others would find the same events.
    async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        await using var reconciling = await AdvisoryLock.TryAcquireAsync(subscriber.Source, ReconciliationLock, cancellationToken);
        if (reconciling is not null)
        {
            await _reconciliation.RunDelayedAsync(cancellationToken);
        }
    }

    // Ends when the connection or a channel breaks; then it starts again.
    async Task ConsumeAsync(CancellationToken cancellationToken)
    {
        var connection = await broker.OpenAsync(cancellationToken);
        await new QueuePreparation(subscriber, _reconciliation, options, logger).RunAsync(connection, cancellationToken);

        var deliveries = Channel.CreateBounded<Delivery>(new BoundedChannelOptions((Topology.Partitions + 1) * options.Prefetch) { SingleReader = true });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var consumers = new PartitionConsumer[Topology.Partitions];
        try
        {
            for (var partition = 0; partition < consumers.Length; partition++)
            {
                consumers[partition] = await StartAsync(connection, partition, deliveries.Writer, cancellationToken);
            }

            await using var dead = new DeadQueue(subscriber, connection);
            await dead.StartAsync(cancellationToken);
            var handling = HandleAsync(deliveries.Reader, ended.Token);
            var balancing = BalanceAsync(connection, consumers, deliveries.Writer, ended.Token);
            using var watch = new QueueWatch(subscriber.Name);
            var watching = watch.RunAsync(connection, ended.Token);
            var first = await Task.WhenAny(handling, balancing, watching);
            await ended.CancelAsync();
            await Task.WhenAny(Task.WhenAll(handling, balancing, watching));
            await first;
        }
        finally
        {
            foreach (var consumer in consumers)
            {
                if (consumer is not null)
                {
                    await consumer.DisposeAsync();
                }
            }
        }
    }

    Task<PartitionConsumer> StartAsync(IConnection connection, int partition, ChannelWriter<Delivery> deliveries, CancellationToken cancellationToken) =>
        PartitionConsumer.StartAsync(connection, Topology.Queue(subscriber.Name, partition), options.Prefetch, deliveries, cancellationToken);

    async Task HandleAsync(ChannelReader<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var batch = new List<Delivery>(BatchMax);
        while (await deliveries.WaitToReadAsync(cancellationToken))
        {
            while (batch.Count < BatchMax && deliveries.TryRead(out var delivery))
            {
                // The broker delivers again what came over a channel that has closed.
                if (delivery.Channel.IsOpen)
                {
                    batch.Add(delivery);
                }
            }

            await HandleAsync(batch, cancellationToken);
            batch.Clear();
        }
    }

    async Task HandleAsync(List<Delivery> batch, CancellationToken cancellationToken)
    {
        foreach (var unreadable in batch.Where(d => d.Envelope is null))
        {
            logger.MessageUnreadable(subscriber.Name);
        }

        CrashPoint.Reached(Step.BeforeHandling);
        var wanted = batch.Select(d => d.Envelope).OfType<Envelope>().Where(e => subscriber.Wants(e.Name)).ToList();
        while (wanted.Count > 0)
        {
            try
            {
                await subscriber.HandleAsync(wanted, position: null, cancellationToken);
                break;
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                // The database does not answer. The broker keeps the events; to reject them would use up their deliveries.
                logger.ConsumingUnavailable(subscriber.Name, error.Message);
                await Task.Delay(RetryInterval, cancellationToken);
            }
        }

        CrashPoint.Reached(Step.BeforeAcknowledging);
        foreach (var delivery in batch)
        {
            if (delivery.Channel.IsOpen)
            {
                try
                {
                    await delivery.Channel.BasicAckAsync(delivery.Tag, multiple: false, cancellationToken);
                }
                catch (AlreadyClosedException)
                {
                    // The broker delivers it again and the inbox ignores it.
                }
            }
        }

        CrashPoint.Reached(Step.AfterAcknowledging);
    }

    // The broker activates the consumer of a queue that came first. A consumer whose partition belongs to another instance is replaced: the new one is last.
    async Task BalanceAsync(IConnection connection, PartitionConsumer[] consumers, ChannelWriter<Delivery> deliveries, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> settled = [];
        while (true)
        {
            await Task.WhenAny([Task.Delay(MembershipStore.Interval, cancellationToken), .. consumers.Select(c => c.Ended)]);
            cancellationToken.ThrowIfCancellationRequested();
            if (consumers.Any(c => c.Ended.IsCompleted))
            {
                throw new InvalidOperationException("The broker ended a consumer.");
            }

            var instances = await _membership.SendHeartbeatAsync(cancellationToken);
            if (instances.SequenceEqual(settled))
            {
                continue;
            }

            await Task.Delay(SettleTime, cancellationToken);
            for (var partition = 0; partition < consumers.Length; partition++)
            {
                if (!Topology.IsAssigned(partition, _membership.InstanceId, instances))
                {
                    await consumers[partition].DisposeAsync();
                    consumers[partition] = await StartAsync(connection, partition, deliveries, cancellationToken);
                }
            }

            settled = instances;
        }
    }

    async Task LeaveAsync()
    {
        try
        {
            await _membership.LeaveAsync();
        }
        catch (NpgsqlException error)
        {
            logger.ConsumingUnavailable(subscriber.Name, error.Message);
        }
    }
}
