namespace Cartwright.Platform.Clients;

/// <summary>The limits of calls with a <see cref="CallPolicy"/>.</summary>
public sealed record CallPolicyOptions
{
    /// <summary>The largest number of concurrent calls.</summary>
    public required int ConcurrencyMax { get; init; }

    /// <summary>The largest number of calls that wait for a permit; one more fails at once.</summary>
    public int QueueMax { get; init; } = 1024;

    /// <summary>The longest wait for a permit.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Time-out of one attempt; null if attempts have their own, which they report by <see cref="TransientFailureException.IsTimeout"/>.</summary>
    public TimeSpan? AttemptTimeout { get; init; }

    /// <summary>Time-out of a call with all its attempts, without the wait for a permit; null if there is none.</summary>
    public TimeSpan? TotalTimeout { get; init; }

    /// <summary>The largest number of retries after transient failures.</summary>
    public int RetriesMax { get; init; } = 3;

    /// <summary>The approximate wait before the first retry; doubled before each further one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two attempts. If <c>Retry-After</c> asks for more, the call fails at once.</summary>
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Whether a retry waits as long as <c>Retry-After</c> asks for. Not so if the retry may go to another instance.</summary>
    public bool HonoursRetryAfter { get; init; } = true;

    /// <summary>The smallest number of attempts within <see cref="BreakerWindow"/> at which the circuit breaker may open: it does if half of them fail.</summary>
    public int BreakerAttemptsMin { get; init; } = 10;

    /// <summary>The sampling window of the circuit breaker.</summary>
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time that the circuit breaker stays open.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(5);
}
