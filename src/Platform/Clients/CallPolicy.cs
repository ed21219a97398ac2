using System.Threading.RateLimiting;
using Cartwright.Platform.Observability;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

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

    /// <summary>The largest number of retries after transient failures.</summary>
    public int RetriesMax { get; init; } = 3;

    /// <summary>The approximate wait before the first retry; doubled before each further one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two attempts. If <c>Retry-After</c> asks for more, the call fails at once.</summary>
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The smallest number of attempts within <see cref="BreakerWindow"/> at which the circuit breaker may open: it does if half of them fail.</summary>
    public int BreakerAttemptsMin { get; init; } = 10;

    /// <summary>The sampling window of the circuit breaker.</summary>
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The time that the circuit breaker stays open.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>
/// Limits calls including the reading of the response, which a message handler does not cover: concurrency (bulkhead), retries with jitter that
/// honour <c>Retry-After</c>, and a circuit breaker. An attempt reports a failure of the called service by <see cref="TransientFailureException"/>;
/// other exceptions pass through at once. Attempts have their own time-outs.
/// </summary>
public sealed class CallPolicy : IDisposable
{
    static readonly TimeSpan RetryAfterDefault = TimeSpan.FromSeconds(1);

    readonly string _name;
    readonly CallPolicyOptions _options;
    readonly CallMeter _meter;
    readonly ConcurrencyLimiter _permits;
    readonly ResiliencePipeline _pipeline;

    /// <summary>Creates the policy of the calls to one service or provider.</summary>
    /// <param name="name">Its name in metrics.</param>
    /// <param name="options">The limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meter">Counts retries, time-outs and rejected calls.</param>
    public CallPolicy(string name, CallPolicyOptions options, TimeProvider time, CallMeter meter)
    {
        (_name, _options, _meter) = (name, options, meter);
        var breaker = new CircuitBreakerStateProvider();
        meter.Watch(name, breaker);
        _permits = new(new() { PermitLimit = options.ConcurrencyMax, QueueLimit = options.QueueMax, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
        _pipeline = new ResiliencePipelineBuilder { Name = name, TimeProvider = time }
            .AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.RetriesMax,
                Delay = options.RetryDelay,
                MaxDelay = options.RetryDelayMax,
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = a => ValueTask.FromResult(a.Outcome.Exception is TransientFailureException failure && IsWorthWaiting(failure)),
                DelayGenerator = a => ValueTask.FromResult(Asked(a.Outcome.Exception)),
                OnRetry = _ =>
                {
                    meter.Retried(name);
                    return default;
                },
            })
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions
            {
                FailureRatio = 0.5,
                MinimumThroughput = options.BreakerAttemptsMin,
                SamplingDuration = options.BreakerWindow,
                BreakDuration = options.BreakDuration,
                StateProvider = breaker,
                ShouldHandle = a => ValueTask.FromResult(a.Outcome.Exception is TransientFailureException),
            })
            .Build();
    }

    /// <summary>Makes a call.</summary>
    /// <param name="attempt">One attempt; it may run several times.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TransientFailureException">The last attempt failed, the breaker is open or too many calls wait.</exception>
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        using var permit = await EnterAsync(cancellationToken);
        try
        {
            return await _pipeline.ExecuteAsync(static async (call, ct) => await call.Policy.AttemptAsync(call.Attempt, ct), (Policy: this, Attempt: attempt), cancellationToken);
        }
        catch (BrokenCircuitException open)
        {
            _meter.Refused(_name, "breaker");
            throw new TransientFailureException("Too many calls failed a moment ago.", open.RetryAfter ?? _options.BreakDuration, open);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _permits.Dispose();

    async Task<RateLimitLease> EnterAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.QueueTimeout);
        try
        {
            var permit = await _permits.AcquireAsync(1, timeout.Token);
            if (permit.IsAcquired)
            {
                return permit;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // No permit was released in time.
        }

        _meter.Refused(_name, "queue");
        throw new TransientFailureException("Too many calls are under way.", RetryAfterDefault);
    }

    async Task<T> AttemptAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        try
        {
            return await attempt(cancellationToken);
        }
        catch (TransientFailureException failure) when (failure.IsTimeout)
        {
            _meter.TimedOut(_name);
            throw;
        }
    }

    bool IsWorthWaiting(TransientFailureException failure) => failure.RetryAfter is not { } asked || asked <= _options.RetryDelayMax;

    // Jitter: callers that were rejected together must not return together.
    static TimeSpan? Asked(Exception? failure) =>
        failure is TransientFailureException { RetryAfter: { } asked } && asked > TimeSpan.Zero ? asked * (1 + (Random.Shared.NextDouble() / 10)) : null;
}
