using System.Collections.Concurrent;
using Cartwright.Platform.Messaging;
using Microsoft.Extensions.Options;

namespace Cartwright.Webhooks;

/// <summary>
/// Sends the deliveries that are due, each webhook apart: a slow server holds up nobody else. An instance claims deliveries under a lease, so no two instances send
/// the same; if one dies, they are sent again when the lease ends: at least once.
/// </summary>
internal sealed class SendDeliveries(
    DeliveryStore store, DeliveryClient client, WebhooksMeter meter, IOptions<WebhooksOptions> options, TimeProvider time, ILogger<SendDeliveries> logger) : BackgroundService
{
    static readonly TimeSpan PollInterval = TimeSpan.FromSeconds(2);

    // Then the webhook is read again, because a person may have edited it.
    const int BatchesMax = 20;

    readonly WakeSignal _wake = new();
    readonly ConcurrentDictionary<Guid, Task> _running = [];

    /// <summary>There are deliveries that are due.</summary>
    public void Wake() => _wake.Send();

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // The start of the service waits for no delivery.
        await Task.Yield();
        try
        {
            while (!stoppingToken.IsCancellationRequested)
            {
                var next = _wake.Next;
                await StartDueAsync(stoppingToken);
                await Task.WhenAny(next, Task.Delay(PollInterval, time, stoppingToken));
            }
        }
        finally
        {
            await Task.WhenAll(_running.Values);
        }
    }

    async Task StartDueAsync(CancellationToken stoppingToken)
    {
        try
        {
            foreach (var target in await store.ListDueAsync(stoppingToken))
            {
                var started = new TaskCompletionSource();
                if (_running.TryAdd(target.Id, started.Task))
                {
                    _ = RunAsync(target, started, stoppingToken);
                }
            }
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            logger.DeliveriesDelayed(error);
        }
    }

    async Task RunAsync(DeliveryTarget target, TaskCompletionSource done, CancellationToken stoppingToken)
    {
        var any = false;
        try
        {
            for (var i = 0; i < BatchesMax && !stoppingToken.IsCancellationRequested && await SendBatchAsync(target, stoppingToken); i++)
            {
                any = true;
            }
        }
        catch (Exception error) when (!stoppingToken.IsCancellationRequested)
        {
            logger.DeliveriesDelayed(error);
        }
        finally
        {
            _running.TryRemove(target.Id, out _);
            done.SetResult();
        }

        if (any)
        {
            // Some may have become due meanwhile.
            Wake();
        }
    }

    /// <returns>Whether there may be more.</returns>
    async Task<bool> SendBatchAsync(DeliveryTarget target, CancellationToken stoppingToken)
    {
        var due = await store.ClaimAsync(target.Id, options.Value.ConcurrencyMax, stoppingToken);
        if (due.Count == 0)
        {
            return false;
        }

        var (attempts, unsent) = (new ConcurrentBag<DeliveryAttempt>(), new ConcurrentBag<Guid>());
        await Task.WhenAll(due.Select(async delivery =>
        {
            try
            {
                attempts.Add(await client.SendAsync(target, delivery, stoppingToken));
            }
            catch (OperationCanceledException)
            {
                unsent.Add(delivery.Id);
            }
        }));
        // Not cancelled: what was sent and is not recorded is sent again.
        var disabled = await store.RecordAsync(target.Id, [.. attempts], [.. unsent], CancellationToken.None);
        meter.Attempted(attempts);
        if (disabled is not null)
        {
            logger.WebhookDisabled(target.Id, disabled);
            return false;
        }

        return true;
    }
}
