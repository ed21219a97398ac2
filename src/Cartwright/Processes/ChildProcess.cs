using System.Diagnostics;

namespace Cartwright.Processes;

/// <summary>A running child process, created by <see cref="ChildProcessStarter"/>.</summary>
internal sealed class ChildProcess : IDisposable
{
    const int KeptLines = 50;

    readonly Process _process;
    readonly Action<string>? _onLine;
    readonly Queue<string> _lastLines = new(KeptLines);
    readonly TaskCompletionSource<int> _exited = new(TaskCreationOptions.RunContinuationsAsynchronously);

    ChildProcess(Process process, Action<string>? onLine)
    {
        _process = process;
        _onLine = onLine;
    }

    /// <summary>The process id.</summary>
    public int Id { get; private set; }

    /// <summary>Completes with the exit code once the process has ended.</summary>
    public Task<int> Exited => _exited.Task;

    /// <summary>The last lines of its output.</summary>
    public string LastOutput
    {
        get
        {
            lock (_lastLines)
            {
                return string.Join('\n', _lastLines);
            }
        }
    }

    /// <summary>Starts a child that lives no longer than the calling thread.</summary>
    internal static ChildProcess Start(ChildCommand command)
    {
        var process = new Process { StartInfo = command.ToStartInfo(), EnableRaisingEvents = true };
        var child = new ChildProcess(process, command.OnLine);
        process.Exited += (_, _) => child._exited.TrySetResult(process.ExitCode);
        process.OutputDataReceived += (_, written) => child.Keep(written.Data);
        process.ErrorDataReceived += (_, written) => child.Keep(written.Data);
        process.Start();
        child.Id = process.Id;
        process.StandardInput.Close();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return child;
    }

    /// <summary>Sends it a signal; does nothing once it has ended.</summary>
    public void Signal(Signal signal)
    {
        if (!Exited.IsCompleted)
        {
            Libc.Signal(Id, signal);
        }
    }

    /// <summary>Waits until it has exited and all its output has been read. A cancelled wait kills it.</summary>
    public async Task<int> CompleteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _process.WaitForExitAsync(cancellationToken);
            return await Exited;
        }
        catch (OperationCanceledException)
        {
            Signal(Processes.Signal.Kill);
            throw;
        }
    }

    /// <summary>Sends the signals in order, each with its time to wait for the exit, then kills the process.</summary>
    public async Task StopAsync(params (Signal Signal, TimeSpan Timeout)[] requests)
    {
        foreach ((Signal signal, TimeSpan timeout) in requests)
        {
            Signal(signal);
            if (await Task.WhenAny(Exited, Task.Delay(timeout)) == Exited)
            {
                return;
            }
        }

        Signal(Processes.Signal.Kill);
        await Exited;
    }

    /// <inheritdoc/>
    public void Dispose() => _process.Dispose();

    void Keep(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lastLines)
        {
            if (_lastLines.Count == KeptLines)
            {
                _lastLines.Dequeue();
            }

            _lastLines.Enqueue(line);
        }

        _onLine?.Invoke(line);
    }
}
