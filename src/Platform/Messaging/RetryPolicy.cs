using Cartwright.Platform.Jobs;

namespace Cartwright.Platform.Messaging;

/// <summary>When an event is attempted again, and when it is given up.</summary>
/// <param name="AttemptsMax">After so many failures it becomes a dead letter.</param>
/// <param name="Backoff">The waits before the attempts.</param>
internal sealed record RetryPolicy(int AttemptsMax, Backoff Backoff);
