namespace Cartwright.Platform.Hosting;

/// <summary>
/// The first step of a shutdown: the service reports that it is not ready and asks callers to close their connections, but continues to serve.
/// Only then is the listener closed, requests under way are finished, and the workers end last.
/// </summary>
internal sealed class Draining(ShutdownPlan plan, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>The path of the readiness check.</summary>
    public const string ReadyPath = "/health/ready";

    volatile bool _begun;

    /// <summary>While draining, asks for each connection to be closed and reports that the service is not ready.</summary>
    public Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        if (!_begun)
        {
            return next(context);
        }

        context.Response.Headers.Connection = "close";
        if (context.Request.Path != ReadyPath)
        {
            return next(context);
        }

        // Not a health check: the framework logs each failed one as an error.
        context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        return context.Response.WriteAsync("Stopping", context.RequestAborted);
    }

    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        _begun = true;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(plan.Hurry, cancellationToken);
        await Task.Delay(plan.Drain, time, end.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
