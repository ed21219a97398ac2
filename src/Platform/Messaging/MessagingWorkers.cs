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
    // The pause after a failure, and while another instance does what is due.
    static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(1);

    // Work of other instances that ended sends no signal.
    static readonly TimeSpan IdleInterval = TimeSpan.FromSeconds(5);

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
        RepeatAsync(() => retries.Woken, RetryAsync, stoppingToken),
        RepeatAsync(() => replays.Woken, ReplayAsync, stoppingToken),
    ]);

    // Works, then waits for a signal, but no longer than the work says.
    async Task RepeatAsync(Func<Task> signal, Func<CancellationToken, Task<TimeSpan>> work, CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var woken = signal();
                if (await work(stoppingToken) is var pause && pause > TimeSpan.Zero)
                {
                    await Task.WhenAny(woken, Task.Delay(pause, time, stoppingToken));
                }
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                logger.InboxDelayed(error.Message);
                await Task.Delay(RetryInterval, time, stoppingToken);
            }
        }
    }

    // Whether anything waits is asked outside of a transaction: it is asked again and again, and nearly always the answer is no.
    async Task<TimeSpan> RetryAsync(CancellationToken stoppingToken)
    {
        if (await RetryStore.NextAtAsync(database, stoppingToken) is not { } nextAt)
        {
            return IdleInterval;
        }

        var left = nextAt - time.GetUtcNow();
        return left > TimeSpan.Zero ? TimeSpan.FromTicks(Math.Min(left.Ticks, IdleInterval.Ticks))
            : await RetryOneAsync(stoppingToken) ? TimeSpan.Zero
            : RetryInterval;
    }

    async Task<TimeSpan> ReplayAsync(CancellationToken stoppingToken) =>
        !await ReplayStore.AnyAsync(database, stoppingToken) ? IdleInterval
        : await replays.AdvanceAsync(stoppingToken) ? TimeSpan.Zero
        : RetryInterval;

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
