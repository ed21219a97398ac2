using System.Collections.Concurrent;

namespace Cartwright.Processes;

/// <summary>
/// Starts child processes, all from one thread. Linux tells a child that its parent died when the <em>thread</em> that started
/// it ends, and a thread of the pool ends whenever the pool thinks fit. So dispose of the starter after its children.
/// </summary>
internal sealed class ChildProcessStarter : IDisposable
{
    readonly BlockingCollection<Action> _starts = [];

    /// <summary>Starts the thread.</summary>
    public ChildProcessStarter() =>
        new Thread(Run, maxStackSize: 256 * 1024) { IsBackground = true, Name = "Child processes" }.Start();

    /// <summary>Starts a child.</summary>
    public Task<ChildProcess> StartAsync(ChildCommand command)
    {
        var started = new TaskCompletionSource<ChildProcess>(TaskCreationOptions.RunContinuationsAsynchronously);
        _starts.Add(() =>
        {
            try
            {
                started.SetResult(ChildProcess.Start(command));
            }
            catch (Exception failure) when (failure is IOException or SystemException)
            {
                started.SetException(failure);
            }
        });
        return started.Task;
    }

    /// <inheritdoc/>
    public void Dispose() => _starts.CompleteAdding();

    void Run()
    {
        foreach (Action start in _starts.GetConsumingEnumerable())
        {
            start();
        }

        _starts.Dispose();
    }
}
