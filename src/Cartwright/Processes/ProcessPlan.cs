namespace Cartwright.Processes;

/// <summary>How a process that must not stay dead is started, known to be ready, and ended.</summary>
/// <param name="Name">What messages call it.</param>
internal sealed record ProcessPlan(string Name)
{
    /// <summary>Makes the place ready for a start, the first or another one, and says what to run.</summary>
    public required Func<CancellationToken, Task<ChildCommand>> Prepare { get; init; }

    /// <summary>Waits until the process does its work; throws when it does not come to that.</summary>
    public required Func<ChildProcess, CancellationToken, Task> Ready { get; init; }

    /// <summary>How to ask it to end: signal by signal, each with how long to wait for its effect. Whatever is left then is killed.</summary>
    public required IReadOnlyList<(Signal Signal, TimeSpan Timeout)> Farewell { get; init; }

    /// <summary>A process that dies sooner than this after its start makes the wait before the next start longer.</summary>
    public TimeSpan LongLife { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Told whenever the process has become ready, and whenever it has ended.</summary>
    public Action? Changed { get; init; }
}
