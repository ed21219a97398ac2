using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;

namespace Cartwright.Platform.Jobs;

/// <summary>Runs periodic work until the service stops; where there is a signal, also each time that it is sent.</summary>
internal sealed class PeriodicWorker<TWork>(TWork work, TimeSpan interval, WakeSignal? wake, TimeProvider time, WorkMeter meter, ILogger<TWork> logger) : BackgroundService
    where TWork : class, IPeriodicWork
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        var tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
        while (true)
        {
            // Taken before the work: a signal that is sent meanwhile repeats it.
            var woken = wake?.Next;
            try
            {
                await work.RunAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                meter.Failed(typeof(TWork).Name);
                logger.PeriodicWorkFailed(error, typeof(TWork).Name);
            }

            if (woken is null || await Task.WhenAny(tick, woken) == tick)
            {
                await tick;
                tick = timer.WaitForNextTickAsync(stoppingToken).AsTask();
            }
        }
    }
}
