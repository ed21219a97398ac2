using Cartwright.Platform.Faults;
using Cartwright.Platform.Messaging;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// Publishes a service's log to the broker, in order, in batches; the relayed position moves when the broker has confirmed a batch.
/// While the broker does not answer, events wait in the log. One instance of the service is the leader, which publishes.
/// </summary>
internal sealed class OutboxRelay(string publisher, EventLog log, NpgsqlDataSource source, BrokerConnection broker, RabbitMqOptions options, ILogger logger)
{
    // The events of a batch are published concurrently; a crash can duplicate that many.
    const int BatchMax = 512;

    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    // The shortest interval between two notifications of the leader.
    static readonly TimeSpan NotifyInterval = TimeSpan.FromMilliseconds(2);

    readonly LeaderLease _lease = new(source);
    readonly CommitNotifications _notifications = new(source);

    /// <summary>Publishes as the leader, or waits to become it, until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    if (await _lease.TryAcquireAsync(cancellationToken) is (true, var position))
                    {
                        await LeadAsync(position ?? await LogTailer.EndAsync(source, cancellationToken), cancellationToken);
                    }
                    else
                    {
                        await StandByAsync(cancellationToken);
                    }
                }
                catch (Exception error) when (!cancellationToken.IsCancellationRequested)
                {
                    // Another instance may reach the broker.
                    logger.PublishingUnavailable(publisher, error.Message);
                    await ReleaseAsync();
                    await Task.Delay(RetryInterval, cancellationToken);
                }
            }
        }
        finally
        {
            await ReleaseAsync();
        }
    }

    // Returns when the lease is lost.
    async Task LeadAsync(long position, CancellationToken cancellationToken)
    {
        var connection = await broker.OpenAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(Confirmations.Channel, cancellationToken);
        await Topology.DeclareExchangesAsync(channel, cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = _notifications.ListenAsync(log.Wake, ended.Token);
        try
        {
            if (!await _lease.RenewAsync(position, cancellationToken))
            {
                return;
            }

            log.MarkRelayed(position);
            var tailer = new LogTailer(log, source);
            tailer.Seek(position);
            var renewedAt = Environment.TickCount64;
            while (true)
            {
                var events = await tailer.NextAsync(cancellationToken);
                foreach (var batch in events.Chunk(BatchMax))
                {
                    await PublishAsync(channel, batch, cancellationToken);
                    CrashPoint.Reached(Step.AfterConfirm);
                    renewedAt = Environment.TickCount64;
                    if (!await _lease.RenewAsync(batch[^1].Position, cancellationToken))
                    {
                        return;
                    }

                    CrashPoint.Reached(Step.AfterPublish);

                    log.MarkRelayed(batch[^1].Position);
                }

                if (Environment.TickCount64 - renewedAt > LeaderLease.Interval.TotalMilliseconds)
                {
                    renewedAt = Environment.TickCount64;
                    if (!await _lease.RenewAsync(tailer.Position, cancellationToken))
                    {
                        return;
                    }
                }
            }
        }
        finally
        {
            log.MarkRelayed(null);
            await ended.CancelAsync();
            await listening;
        }
    }

    async Task PublishAsync(IChannel channel, Envelope[] events, CancellationToken cancellationToken)
    {
        CrashPoint.Reached(Step.BeforePublish);
        var confirmations = events.Select(envelope => channel.BasicPublishAsync(
            Topology.Exchange,
            Topology.RoutingKey(envelope.Name, envelope.AggregateId),
            mandatory: true,
            new BasicProperties { Persistent = true, MessageId = envelope.Id.ToString(), ContentType = CloudEvents.MediaType },
            CloudEvents.Write(publisher, envelope),
            CancellationToken.None).AsTask()).ToArray();
        CrashPoint.Reached(Step.BeforeConfirm);
        await Confirmations.WaitAsync(confirmations, options.ConfirmTimeout, cancellationToken);
        foreach (var (confirmation, envelope) in confirmations.Zip(events))
        {
            // Returned: no queue is bound to it. A later subscriber reads it from the log.
            if (confirmation.Exception?.InnerException is PublishException { IsReturn: true })
            {
                logger.EventUnrouted(envelope.Name, envelope.Id);
            }
            else
            {
                await confirmation;
            }
        }
    }

    // Notifies the leader of commits of this instance, until it is time to try to become the leader.
    async Task StandByAsync(CancellationToken cancellationToken)
    {
        using var interval = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        interval.CancelAfter(LeaderLease.Interval);
        try
        {
            while (await log.Commits.WaitToReadAsync(interval.Token))
            {
                while (log.Commits.TryRead(out _))
                {
                }

                await _notifications.SendAsync(cancellationToken);
                await Task.Delay(NotifyInterval, interval.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The interval is over.
        }
    }

    async Task ReleaseAsync()
    {
        try
        {
            await _lease.ReleaseAsync();
        }
        catch (NpgsqlException error)
        {
            logger.PublishingUnavailable(publisher, error.Message);
        }
    }
}
