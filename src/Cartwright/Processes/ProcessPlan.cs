namespace Cartwright.Processes;

/// <summary>How a supervised process is started, checked and stopped.</summary>
/// <param name="Name">Its name in messages.</param>
internal sealed record ProcessPlan(string Name)
{
    /// <summary>Called before each start; prepares files and returns the command.</summary>
    public required Func<CancellationToken, Task<ChildCommand>> Prepare { get; init; }

    /// <summary>Completes when the process is ready; throws when it cannot become ready.</summary>
    public required Func<ChildProcess, CancellationToken, Task> Ready { get; init; }

    /// <summary>The signals that stop the process, each with the time to wait for the exit. After the last one it is killed.</summary>
    public required IReadOnlyList<(Signal Signal, TimeSpan Timeout)> StopSequence { get; init; }

    /// <summary>A process that exits sooner than this after its start increases the delay of the next start.</summary>
    public TimeSpan StableAfter { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Called when the process becomes ready and when it exits.</summary>
    public Action? Changed { get; init; }
}
