using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Cartwright.Platform.Hosting;

/// <summary>How a service takes its leave.</summary>
/// <param name="Drain">How long it goes on serving after it has said that it is about to stop, so that callers can turn to other instances.</param>
/// <param name="Hurry">Cuts that short.</param>
public sealed record ShutdownPlan(TimeSpan Drain, CancellationToken Hurry)
{
    /// <summary>Nobody could take over, so nobody needs time to turn away.</summary>
    public static ShutdownPlan AtOnce { get; } = new(TimeSpan.Zero, CancellationToken.None);
}

/// <summary>
/// The first step of a stop: the service says that it is not ready and asks callers to close their connections, but goes on serving for a while.
/// Only then is the listener closed, requests under way are finished, and the workers end last.
/// </summary>
internal sealed class Draining(ShutdownPlan plan, TimeProvider time) : IHostedLifecycleService, IHealthCheck
{
    volatile bool _begun;

    /// <summary>Asks for each connection to be closed once it has begun.</summary>
    public Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (_begun)
        {
            context.Response.Headers.Connection = "close";
        }

        return next(context);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _begun = true;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(plan.Hurry, cancellationToken);
        await Task.Delay(plan.Drain, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(_begun ? HealthCheckResult.Unhealthy("The service is about to stop.") : HealthCheckResult.Healthy());

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
