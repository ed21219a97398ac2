using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Observability;
using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>Keeps a service's events moving: its log out to the transport, what it subscribed to in, and what failed once more.</summary>
internal sealed partial class MessagingWorkers(
    ServiceName service, IEventTransport transport, EventLog log, NpgsqlDataSource source, Subscriptions subscriptions, Inbox inbox, Retries retries, Replays replays,
    MessagingMeter meter, Database database, TimeProvider time, ILogger<MessagingWorkers> logger) : BackgroundService
{
    static readonly TimeSpan Poll = TimeSpan.FromSeconds(1);
    static readonly TimeSpan PurgeInterval = TimeSpan.FromMinutes(10);
    static readonly TimeSpan InboxKept = TimeSpan.FromDays(14);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            """
            with wanted as (select * from unnest(@publishers, @names) as w (publisher, name)),
                 gone as (delete from subscriptions s where not exists (select from wanted w where w.publisher = s.publisher and w.name = s.name))
            insert into subscriptions (publisher, name) select publisher, name from wanted on conflict do nothing
            """,
            new { publishers = subscriptions.Types.Select(t => t.Publisher).ToArray(), names = subscriptions.Types.Select(t => t.Name).ToArray() },
            cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(
    [
        transport.PublishAsync(service.Value, log, source, stoppingToken),
        transport.SubscribeAsync(inbox, stoppingToken),
        RepeatAsync(() => retries.Woken, RetryOneAsync, stoppingToken),
        RepeatAsync(() => replays.Woken, replays.AdvanceAsync, stoppingToken),
        ForgetAsync(stoppingToken),
    ]);

    // Works as long as there is something to do, then waits until woken, and looks now and then for what other instances left.
    async Task RepeatAsync(Func<Task> wake, Func<CancellationToken, Task<bool>> work, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var woken = wake();
                if (!await work(stoppingToken))
                {
                    await Task.WhenAny(woken, Task.Delay(Poll, time, stoppingToken));
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogWaits(error.Message);
                await Task.Delay(Poll, time, stoppingToken);
            }
        }
    }

    async Task<bool> RetryOneAsync(CancellationToken stoppingToken)
    {
        await using var work = await database.BeginAsync(stoppingToken);
        if (await retries.TakeAsync(work, stoppingToken) is not { } due)
        {
            return false;
        }

        using var spans = EventSpans.Start([due.Envelope], service.Value);
        try
        {
            await inbox.ReactAsync(spans.Events, work, stoppingToken);
            await Retries.RemoveAsync(work, due, stoppingToken);
            await work.CommitAsync(stoppingToken);
            meter.Handled(spans.Events);
        }
        catch (Exception error) when (!Inbox.IsPassing(error, stoppingToken))
        {
            spans.Fail(error);
            meter.Failed(due.Envelope);
            await work.DisposeAsync();
            if (await retries.FailAsync(database, due, error, stoppingToken))
            {
                LogDied(error, due.Envelope.Name, due.Envelope.Id);
            }
        }

        return true;
    }

    async Task ForgetAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(PurgeInterval, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await database.ExecuteAsync(
                    "delete from inbox where handled_at < @before", new { before = time.GetUtcNow() - InboxKept }, stoppingToken);
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                LogWaits(error.Message);
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The inbox waits: {Reason}")]
    partial void LogWaits(string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Event} {Id} is a dead letter now")]
    partial void LogDied(Exception error, string @event, Guid id);
}
