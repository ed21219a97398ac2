using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Observability;
using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>The background work of a service's messaging: publishes its log, consumes its subscriptions, repeats failed events, runs replays.</summary>
internal sealed class MessagingWorkers(
    ServiceName service, IEventTransport transport, EventLog log, NpgsqlDataSource source, Subscriptions subscriptions, Inbox inbox, Retries retries,
    Replays replays, MessagingMeter meter, Database database, TimeProvider time, ILogger<MessagingWorkers> logger) : BackgroundService
{
    static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(1);

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
    ]);

    // Works while there is something to do, then waits for a signal. It also polls, because work of other instances that ended sends none.
    async Task RepeatAsync(Func<Task> signal, Func<CancellationToken, Task<bool>> work, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var woken = signal();
                if (!await work(stoppingToken))
                {
                    await Task.WhenAny(woken, Task.Delay(PollInterval, time, stoppingToken));
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                logger.InboxDelayed(error.Message);
                await Task.Delay(PollInterval, time, stoppingToken);
            }
        }
    }

    async Task<bool> RetryOneAsync(CancellationToken stoppingToken)
    {
        await using var work = await database.BeginAsync(stoppingToken);
        if (await retries.GetDueAsync(work, stoppingToken) is not { } due)
        {
            return false;
        }

        using var spans = EventSpans.Start([due.Envelope], service.Value);
        try
        {
            await inbox.InvokeHandlersAsync(spans.Events, work, stoppingToken);
            await RetryStore.RemoveAsync(work, due, stoppingToken);
            await work.CommitAsync(stoppingToken);
            meter.Handled(spans.Events);
        }
        catch (Exception error) when (!Inbox.IsTransient(error, stoppingToken))
        {
            spans.Fail(error);
            meter.Failed(due.Envelope);
            await work.DisposeAsync();
            if (await retries.FailAsync(database, due, error, stoppingToken))
            {
                logger.EventDied(error, due.Envelope.Name, due.Envelope.Id);
            }
        }

        return true;
    }
}
