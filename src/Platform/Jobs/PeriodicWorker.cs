using Cartwright.Platform.Observability;

namespace Cartwright.Platform.Jobs;

/// <summary>Runs periodic work until the service stops.</summary>
internal sealed class PeriodicWorker<TWork>(TWork work, TimeSpan interval, TimeProvider time, WorkMeter meter, ILogger<TWork> logger) : BackgroundService
    where TWork : class, IPeriodicWork
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(interval, time);
        do
        {
            try
            {
                await work.RunAsync(stoppingToken);
            }
            catch (Exception error) when (error is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
            {
                meter.Failed(typeof(TWork).Name);
                logger.PeriodicWorkFailed(error, typeof(TWork).Name);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
