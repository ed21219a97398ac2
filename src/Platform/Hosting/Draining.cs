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
internal sealed class Draining(ShutdownPlan plan, TimeProvider time) : IHostedLifecycleService
{
    /// <summary>Where a service says whether it is ready.</summary>
    public const string ReadyPath = "/health/ready";

    volatile bool _begun;

    /// <summary>Once it has begun: asks for each connection to be closed, and says that the service is not ready.</summary>
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

        // Not by a check of health: each failure of one is logged, and this is none.
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
