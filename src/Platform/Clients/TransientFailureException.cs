namespace Cartwright.Platform.Clients;

/// <summary>A transient failure: the same call may succeed later.</summary>
/// <param name="reason">The cause in a sentence.</param>
/// <param name="retryAfter">The pause that the called service or its circuit breaker asks for; null if none.</param>
/// <param name="cause">The underlying error.</param>
public sealed class TransientFailureException(string reason, TimeSpan? retryAfter = null, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>The pause before the next call; null if none was asked for.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;

    /// <summary>Whether the cause is a time-out.</summary>
    public bool IsTimeout { get; init; }
}
