using System.Diagnostics;
using Cartwright.Platform.Jobs;

namespace Cartwright.Processes;

/// <summary>
/// A child process that is restarted when it exits, after a delay that grows while it keeps exiting early. Tests can also kill and pause it.
/// </summary>
internal sealed class SupervisedProcess(ProcessPlan plan, ChildProcessStarter starter, ILogger logger) : IAsyncDisposable
{
    static readonly Backoff EarlyExits = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));

    readonly CancellationTokenSource _stopping = new();
    ChildProcess? _child;
    Task _supervision = Task.CompletedTask;
    volatile TaskCompletionSource _ready = NewSource();
    volatile TaskCompletionSource? _held;

    /// <summary>The process id while it is ready; changes with a restart.</summary>
    public int? ProcessId => _ready.Task.IsCompletedSuccessfully ? _child?.Id : null;

    /// <summary>Starts the process and returns when it is ready; it is supervised from then on.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await StartOnceAsync(cancellationToken);
        }
        catch
        {
            await EndAsync();
            throw;
        }

        _supervision = SuperviseAsync();
    }

    /// <summary>Completes when the process is ready: at once, or after its restart.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Kills it, as the kernel does when memory runs out; it is restarted.</summary>
    public Task KillAsync() => EndAsync(Signal.Kill, null);

    /// <summary>Kills it and holds back the restart until <see cref="StartAgainAsync"/>.</summary>
    public Task KillAndHoldAsync() => EndAsync(Signal.Kill, NewSource());

    /// <summary>Starts it again after <see cref="KillAndHoldAsync"/>.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken)
    {
        _held?.TrySetResult();
        return ReadyAsync(cancellationToken);
    }

    /// <summary>Terminates it, and returns when it is ready again.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await EndAsync(Signal.Terminate, null);
        await ReadyAsync(cancellationToken);
    }

    /// <summary>Suspends it: it keeps its connections and does not answer.</summary>
    public void Pause() => _child?.Signal(Signal.Stop);

    /// <summary>Continues it after <see cref="Pause"/>.</summary>
    public void Resume() => _child?.Signal(Signal.Continue);

    /// <summary>Ends the supervision and stops the process.</summary>
    public async Task StopAsync()
    {
        await _stopping.CancelAsync();
        await _supervision;
        await EndAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _child?.Dispose();
        _stopping.Dispose();
    }

    /// <summary>The delay before a restart: none after a long life, then longer with each early exit in a row.</summary>
    internal static TimeSpan RestartDelay(int earlyExits) => earlyExits == 0 ? TimeSpan.Zero : EarlyExits.After(earlyExits);

    static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    async Task EndAsync(Signal signal, TaskCompletionSource? held)
    {
        await _ready.Task;
        _held = held;
        // Callers of ReadyAsync now wait for the next start.
        _ready = NewSource();
        _child!.Signal(signal);
        await _child.Exited;
    }

    async Task StartOnceAsync(CancellationToken cancellationToken)
    {
        var command = await plan.Prepare(cancellationToken);
        var started = Stopwatch.GetTimestamp();
        _child?.Dispose();
        _child = await starter.StartAsync(command);
        await plan.Ready(_child, cancellationToken);
        logger.ProcessReady(plan.Name, Stopwatch.GetElapsedTime(started).TotalMilliseconds, _child.Id);
        _ready.TrySetResult();
        plan.Changed?.Invoke();
    }

    async Task SuperviseAsync()
    {
        var earlyExits = 0;
        var started = Stopwatch.GetTimestamp();
        try
        {
            while (true)
            {
                var exitCode = await _child!.Exited.WaitAsync(_stopping.Token);
                if (_ready.Task.IsCompleted)
                {
                    _ready = NewSource();
                }

                plan.Changed?.Invoke();
                logger.ProcessExited(plan.Name, exitCode);
                await (_held?.Task.WaitAsync(_stopping.Token) ?? Task.CompletedTask);
                earlyExits = Stopwatch.GetElapsedTime(started) < plan.StableAfter ? earlyExits + 1 : 0;
                await Task.Delay(RestartDelay(earlyExits), _stopping.Token);
                started = Stopwatch.GetTimestamp();
                await TryStartAsync();
            }
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // It is being stopped.
        }
    }

    async Task TryStartAsync()
    {
        try
        {
            await StartOnceAsync(_stopping.Token);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            logger.ProcessNotStarted(plan.Name, failure.Message);
            await EndAsync();
        }
    }

    async Task EndAsync()
    {
        if (_child is null)
        {
            return;
        }

        // A suspended process does not handle signals.
        _child.Signal(Signal.Continue);
        await _child.StopAsync([.. plan.StopSequence]);
    }
}
