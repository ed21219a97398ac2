using System.Diagnostics;

namespace Cartwright.Processes;

/// <summary>
/// A child process that is started again whenever it dies, after a wait that grows while it keeps dying. It can also be killed and paused on
/// purpose, to see what others make of it.
/// </summary>
internal sealed partial class SupervisedProcess(ProcessPlan plan, ChildProcessStarter starter, ILogger logger) : IAsyncDisposable
{
    readonly CancellationTokenSource _stopping = new();
    ChildProcess? _child;
    Task _supervision = Task.CompletedTask;
    volatile TaskCompletionSource _ready = NewSource();
    volatile TaskCompletionSource? _startAgain;

    /// <summary>The number of the process while it is ready; changes when it is started again.</summary>
    public int? ProcessId => _ready.Task.IsCompletedSuccessfully ? _child?.Id : null;

    /// <summary>Starts it and returns once it is ready; from then on it is watched.</summary>
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

    /// <summary>Completes when it is ready: at once, or when it has been started again.</summary>
    public Task ReadyAsync(CancellationToken cancellationToken) => _ready.Task.WaitAsync(cancellationToken);

    /// <summary>Ends it at once, as the kernel does when memory runs out; it is started again.</summary>
    public Task KillAsync() => EndAsync(Signal.Kill, null);

    /// <summary>Ends it at once, and it stays dead until <see cref="StartAgainAsync"/>.</summary>
    public Task KillForNowAsync() => EndAsync(Signal.Kill, NewSource());

    /// <summary>Starts it again after <see cref="KillForNowAsync"/>.</summary>
    public Task StartAgainAsync(CancellationToken cancellationToken)
    {
        _startAgain?.TrySetResult();
        return ReadyAsync(cancellationToken);
    }

    /// <summary>Asks it to end, and returns when it has been started again.</summary>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await EndAsync(Signal.Terminate, null);
        await ReadyAsync(cancellationToken);
    }

    /// <summary>Stops it in its tracks: it is there, and answers nothing.</summary>
    public void Pause() => _child?.Signal(Signal.Stop);

    /// <summary>Lets it go on after <see cref="Pause"/>.</summary>
    public void Resume() => _child?.Signal(Signal.Continue);

    /// <summary>Ends it for good.</summary>
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

    /// <summary>How long to wait before starting it again, after it died so many times in a row soon after its start.</summary>
    internal static TimeSpan RestartDelay(int earlyDeaths)
    {
        const int firstMs = 100, longestMs = 5000;
        return earlyDeaths == 0 ? TimeSpan.Zero : TimeSpan.FromMilliseconds(Math.Min(longestMs, firstMs * Math.Pow(2, earlyDeaths - 1)));
    }

    static TaskCompletionSource NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    async Task EndAsync(Signal signal, TaskCompletionSource? startAgain)
    {
        await _ready.Task;
        _startAgain = startAgain;
        // Whoever waits from now on waits for the next one.
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
        LogReady(plan.Name, Stopwatch.GetElapsedTime(started).TotalMilliseconds, _child.Id);
        _ready.TrySetResult();
        plan.Changed?.Invoke();
    }

    async Task SuperviseAsync()
    {
        var earlyDeaths = 0;
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
                LogDied(plan.Name, exitCode);
                await (_startAgain?.Task.WaitAsync(_stopping.Token) ?? Task.CompletedTask);
                earlyDeaths = Stopwatch.GetElapsedTime(started) < plan.LongLife ? earlyDeaths + 1 : 0;
                await Task.Delay(RestartDelay(earlyDeaths), _stopping.Token);
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
            LogDoesNotStart(plan.Name, failure.Message);
            await EndAsync();
        }
    }

    async Task EndAsync()
    {
        if (_child is null)
        {
            return;
        }

        // One that is paused would hear nothing.
        _child.Signal(Signal.Continue);
        await _child.StopAsync([.. plan.Farewell]);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "{Name} ready after {ElapsedMs:0} ms, process {ProcessId}")]
    partial void LogReady(string name, double elapsedMs, int processId);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Name} ended with exit code {ExitCode}; starting it again")]
    partial void LogDied(string name, int exitCode);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Name} does not start: {Reason}")]
    partial void LogDoesNotStart(string name, string reason);
}
