using System.Threading.RateLimiting;
using Cartwright.Platform.Observability;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Cartwright.Platform.Clients;

/// <summary>How calls with a <see cref="CallPolicy"/> are bounded.</summary>
public sealed record CallPolicyOptions
{
    /// <summary>How many calls may be under way at once.</summary>
    public required int ConcurrencyMax { get; init; }

    /// <summary>How many calls may wait for one of those places; one more fails at once.</summary>
    public int QueueMax { get; init; } = 1024;

    /// <summary>The longest that a call waits for a place.</summary>
    public TimeSpan QueueTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How often a call is repeated after a passing failure.</summary>
    public int RetriesMax { get; init; } = 3;

    /// <summary>The wait before the first repetition, about; doubled before each further one.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>The longest wait between two attempts. When the other side asks for more the call fails at once.</summary>
    public TimeSpan RetryDelayMax { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>From how many attempts within <see cref="BreakerWindow"/> on the circuit breaker judges: when half of them fail it opens.</summary>
    public int BreakerAttemptsMin { get; init; } = 10;

    /// <summary>Which time the circuit breaker looks back on.</summary>
    public TimeSpan BreakerWindow { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How long the circuit breaker stops all calls.</summary>
    public TimeSpan BreakDuration { get; init; } = TimeSpan.FromSeconds(5);
}

/// <summary>
/// Bounds calls as a whole, the reading of the answer included, which a message handler does not see: a place among the concurrent ones (bulkhead),
/// retries with jitter that honour <c>Retry-After</c>, and a circuit breaker. An attempt says by <see cref="TransientFailureException"/> that it failed;
/// whatever else it throws passes through at once and is no failure of the other side. Time-outs are the attempt's own.
/// </summary>
public sealed class CallPolicy : IDisposable
{
    static readonly TimeSpan RetryAfterDefault = TimeSpan.FromSeconds(1);

    readonly string _name;
    readonly CallPolicyOptions _options;
    readonly CallMeter _meter;
    readonly ConcurrencyLimiter _places;
    readonly ResiliencePipeline _pipeline;

    /// <summary>Makes the bounds of the calls to one other side.</summary>
    /// <param name="name">Its name in what is measured.</param>
    /// <param name="options">The bounds.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meter">Told of what goes wrong.</param>
    public CallPolicy(string name, CallPolicyOptions options, TimeProvider time, CallMeter meter)
    {
        (_name, _options, _meter) = (name, options, meter);
        var breaker = new CircuitBreakerStateProvider();
        meter.Watch(name, breaker);
        _places = new(new() { PermitLimit = options.ConcurrencyMax, QueueLimit = options.QueueMax, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
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
    /// <param name="attempt">One attempt; it may be made several times.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="TransientFailureException">The last attempt failed, the breaker is open or too many calls wait.</exception>
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
    {
        using var place = await EnterAsync(cancellationToken);
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
    public void Dispose() => _places.Dispose();

    async Task<RateLimitLease> EnterAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(_options.QueueTimeout);
        try
        {
            var place = await _places.AcquireAsync(1, timeout.Token);
            if (place.IsAcquired)
            {
                return place;
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The places were taken for too long.
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

    // A little later than asked, so that those who were sent away together do not come back together.
    static TimeSpan? Asked(Exception? failure) =>
        failure is TransientFailureException { RetryAfter: { } asked } && asked > TimeSpan.Zero ? asked * (1 + (Random.Shared.NextDouble() / 10)) : null;
}
