using System.Threading.Channels;
using Cartwright.Platform.Faults;
using Cartwright.Platform.Messaging;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// A service's side of its queues: handles what they deliver, many events in one transaction, acknowledges each once its effect is committed,
/// and shares the queues with the service's other instances.
/// </summary>
internal sealed partial class QueueSubscription(
    IEventSubscriber subscriber, BrokerConnection broker, EventHistoryClient history, RabbitMqOptions options, ILogger logger)
{
    const int BatchMax = 128;

    // Instances see each other's marks with a delay; only then they agree on who handles what.
    static readonly TimeSpan SettleTime = TimeSpan.FromSeconds(1);
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    readonly Reconciliation _catchUp = new(subscriber, history);
    readonly Membership _register = new(subscriber.Source);

    /// <summary>Works until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.WhenAll(
                AgainAsync(ConsumeAsync, RetryInterval, cancellationToken),
                AgainAsync(ReconcileAsync, options.ReconcileInterval, cancellationToken));
        }
        finally
        {
            await LeaveAsync();
        }
    }

    async Task AgainAsync(Func<CancellationToken, Task> work, TimeSpan pause, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await work(cancellationToken);
            }
            catch (Exception error) when (!cancellationToken.IsCancellationRequested)
            {
                LogUnavailable(subscriber.Name, error.Message);
            }

            await Task.Delay(pause, cancellationToken);
        }
    }

    // One instance at a time compares; the others would find the same.
    async Task ReconcileAsync(CancellationToken cancellationToken)
    {
        await using var session = await subscriber.Source.OpenConnectionAsync(cancellationToken);
        await using var claim = new NpgsqlCommand("select pg_try_advisory_lock(hashtext('cartwright compare'))", session);
        if ((bool)(await claim.ExecuteScalarAsync(cancellationToken))!)
        {
            try
            {
                await _catchUp.LaggingAsync(cancellationToken);
            }
            finally
            {
                await using var leave = new NpgsqlCommand("select pg_advisory_unlock_all()", session);
                await leave.ExecuteNonQueryAsync(CancellationToken.None);
            }
        }
    }

    // Ends when the connection or a channel breaks; then it is begun again.
    async Task ConsumeAsync(CancellationToken cancellationToken)
    {
        var connection = await broker.OpenAsync(cancellationToken);
        await new QueuePreparation(subscriber, _catchUp, options, logger).RunAsync(connection, cancellationToken);

        var deliveries = Channel.CreateBounded<Delivery>(new BoundedChannelOptions((Topology.Parts + 1) * options.Prefetch) { SingleReader = true });
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var parts = new PartitionConsumer[Topology.Parts];
        try
        {
            for (var part = 0; part < parts.Length; part++)
            {
                parts[part] = await StartAsync(connection, part, deliveries.Writer, cancellationToken);
            }

            await using var dead = new DeadQueue(subscriber, connection);
            await dead.StartAsync(cancellationToken);
            var handling = HandleAsync(deliveries.Reader, ended.Token);
            var sharing = ShareAsync(connection, parts, deliveries.Writer, ended.Token);
            using var watch = new QueueWatch(subscriber.Name);
            var watching = watch.RunAsync(connection, ended.Token);
            var first = await Task.WhenAny(handling, sharing, watching);
            await ended.CancelAsync();
            await Task.WhenAny(Task.WhenAll(handling, sharing, watching));
            await first;
        }
        finally
        {
            foreach (var part in parts)
            {
                if (part is not null)
                {
                    await part.DisposeAsync();
                }
            }
        }
    }

    Task<PartitionConsumer> StartAsync(IConnection connection, int part, ChannelWriter<Delivery> deliveries, CancellationToken cancellationToken) =>
        PartitionConsumer.StartAsync(connection, Topology.Queue(subscriber.Name, part), options.Prefetch, deliveries, cancellationToken);

    async Task HandleAsync(ChannelReader<Delivery> deliveries, CancellationToken cancellationToken)
    {
        var batch = new List<Delivery>(BatchMax);
        while (await deliveries.WaitToReadAsync(cancellationToken))
        {
            while (batch.Count < BatchMax && deliveries.TryRead(out var delivery))
            {
                // What came over a channel that is gone is delivered again.
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
            LogUnreadable(subscriber.Name);
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
                // The database is away. The broker keeps the events meanwhile; handing them back would only wear them out.
                LogUnavailable(subscriber.Name, error.Message);
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
                    // It is delivered again and recognised.
                }
            }
        }

        CrashPoint.Reached(Step.AfterAcknowledging);
    }

    // Queues go to the consumer that came first. Where another instance should have one, this one lines up again, behind it.
    async Task ShareAsync(IConnection connection, PartitionConsumer[] parts, ChannelWriter<Delivery> deliveries, CancellationToken cancellationToken)
    {
        IReadOnlyList<Guid> settled = [];
        while (true)
        {
            await Task.WhenAny([Task.Delay(Membership.Interval, cancellationToken), .. parts.Select(p => p.Ended)]);
            cancellationToken.ThrowIfCancellationRequested();
            if (parts.Any(p => p.Ended.IsCompleted))
            {
                throw new InvalidOperationException("The broker ended a consumer.");
            }

            var instances = await _register.SeenAsync(cancellationToken);
            if (instances.SequenceEqual(settled))
            {
                continue;
            }

            await Task.Delay(SettleTime, cancellationToken);
            for (var part = 0; part < parts.Length; part++)
            {
                if (!_register.IsMine(part, instances))
                {
                    await parts[part].DisposeAsync();
                    parts[part] = await StartAsync(connection, part, deliveries, cancellationToken);
                }
            }

            settled = instances;
        }
    }

    async Task LeaveAsync()
    {
        try
        {
            await _register.LeaveAsync();
        }
        catch (NpgsqlException error)
        {
            LogUnavailable(subscriber.Name, error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events for {Service} wait: {Reason}")]
    partial void LogUnavailable(string service, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "A message in a queue of {Service} is no event of ours and is dropped")]
    partial void LogUnreadable(string service);
}
