using Cartwright.Platform.Faults;
using Cartwright.Platform.Messaging;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace Cartwright.Platform.RabbitMq;

/// <summary>
/// Hands on a service's log to the broker, in its order, in batches of which each is confirmed before the position moves on.
/// What waits while the broker is away waits in the log.
/// </summary>
internal sealed partial class OutboxRelay(string publisher, EventLog log, NpgsqlDataSource source, BrokerConnection broker, RabbitMqOptions options, ILogger logger)
{
    // The messages of a batch are on their way together; their number bounds what is published twice after a crash.
    const int BatchMax = 512;

    const string Channel = "cartwright_events";
    static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(250);
    static readonly TimeSpan RetryInterval = TimeSpan.FromMilliseconds(500);

    // Other instances are told of commits at most so often.
    static readonly TimeSpan NotifyInterval = TimeSpan.FromMilliseconds(2);

    readonly LeaderLease _lease = new(source);

    /// <summary>Works until cancelled: hands on, or stands by while another instance does.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    if (await _lease.TakeAsync(cancellationToken) is (true, var position))
                    {
                        await RelayAsync(position ?? await LogTailer.EndAsync(source, cancellationToken), cancellationToken);
                    }
                    else
                    {
                        await StandByAsync(cancellationToken);
                    }
                }
                catch (Exception error) when (!cancellationToken.IsCancellationRequested)
                {
                    // Perhaps only this instance does not reach the broker: another one may try.
                    LogUnavailable(publisher, error.Message);
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

    // Returns when the right to hand on is lost.
    async Task RelayAsync(long position, CancellationToken cancellationToken)
    {
        var connection = await broker.OpenAsync(cancellationToken);
        await using var channel = await connection.CreateChannelAsync(Confirmations.Channel, cancellationToken);
        await Topology.DeclareExchangesAsync(channel, cancellationToken);
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var hearing = ListenAsync(ended.Token);
        try
        {
            if (!await _lease.MoveAsync(position, cancellationToken))
            {
                return;
            }

            log.MarkRelayed(position);
            var follower = new LogTailer(log, source);
            follower.Seek(position);
            var renewed = Environment.TickCount64;
            while (true)
            {
                var events = await follower.NextAsync(PollInterval, cancellationToken);
                foreach (var batch in events.Chunk(BatchMax))
                {
                    await PublishAsync(channel, batch, cancellationToken);
                    CrashPoint.Reached(Step.AfterConfirm);
                    renewed = Environment.TickCount64;
                    if (!await _lease.MoveAsync(batch[^1].Position, cancellationToken))
                    {
                        return;
                    }

                    CrashPoint.Reached(Step.AfterPublish);

                    log.MarkRelayed(batch[^1].Position);
                }

                if (Environment.TickCount64 - renewed > LeaderLease.Interval.TotalMilliseconds)
                {
                    renewed = Environment.TickCount64;
                    if (!await _lease.MoveAsync(follower.Position, cancellationToken))
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
            await hearing;
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
        await Confirmations.EndAsync(confirmations, options.ConfirmTimeout, cancellationToken);
        foreach (var (confirmation, envelope) in confirmations.Zip(events))
        {
            // Returned: no queue wants it. A subscriber that comes later catches up from the log.
            if (confirmation.Exception?.InnerException is PublishException { IsReturn: true })
            {
                LogUnrouted(envelope.Name, envelope.Id);
            }
            else
            {
                await confirmation;
            }
        }
    }

    // The instance that hands on learns here of what the others commit. If that breaks, it looks every now and then.
    async Task ListenAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await using var connection = await source.OpenConnectionAsync(cancellationToken);
                connection.Notification += (_, _) => log.Nudge();
                await using (var listen = new NpgsqlCommand($"listen {Channel}", connection))
                {
                    await listen.ExecuteNonQueryAsync(cancellationToken);
                }

                try
                {
                    while (true)
                    {
                        await connection.WaitAsync(cancellationToken);
                    }
                }
                finally
                {
                    // The connection goes back to its pool, where nobody expects to be told.
                    await using var unlisten = new NpgsqlCommand("unlisten *", connection);
                    await unlisten.ExecuteNonQueryAsync(CancellationToken.None);
                }
            }
            catch (Exception error) when (error is NpgsqlException or InvalidOperationException or OperationCanceledException)
            {
                await Task.WhenAny(Task.Delay(RetryInterval, cancellationToken));
            }
        }
    }

    // Tells the instance that hands on of what is committed here, until it is time to ask whether it still does.
    async Task StandByAsync(CancellationToken cancellationToken)
    {
        using var shift = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        shift.CancelAfter(LeaderLease.Interval);
        try
        {
            while (await log.Commits.WaitToReadAsync(shift.Token))
            {
                while (log.Commits.TryRead(out _))
                {
                }

                await using (var tell = source.CreateCommand($"notify {Channel}"))
                {
                    await tell.ExecuteNonQueryAsync(cancellationToken);
                }

                await Task.Delay(NotifyInterval, shift.Token);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The shift is over.
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
            LogUnavailable(publisher, error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Events of {Publisher} wait to be handed on: {Reason}")]
    partial void LogUnavailable(string publisher, string reason);

    [LoggerMessage(Level = LogLevel.Debug, Message = "Nobody subscribed to {Event} {Id}")]
    partial void LogUnrouted(string @event, Guid id);
}
