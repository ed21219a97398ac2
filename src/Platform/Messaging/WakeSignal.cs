namespace Cartwright.Platform.Messaging;

/// <summary>Wakes a worker that waits. A signal that nobody waits for is lost: a worker takes <see cref="Next"/> before it looks for work.</summary>
public sealed class WakeSignal
{
    TaskCompletionSource _next = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes at the next signal.</summary>
    public Task Next => Volatile.Read(ref _next).Task;

    /// <summary>Sends a signal.</summary>
    public void Send() => Interlocked.Exchange(ref _next, new(TaskCreationOptions.RunContinuationsAsynchronously)).TrySetResult();
}
