using System.Threading.RateLimiting;
using Cartwright.Platform.Observability;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Cartwright.Platform.Clients;

/// <summary>
/// Limits the calls to one service or provider, the reading of the response included: concurrency (bulkhead), time-outs, retries with jitter, and a
/// circuit breaker. An attempt has failed if it throws <see cref="TransientFailureException"/>, <see cref="HttpRequestException"/> or a time-out of this
/// policy, or returns an <see cref="HttpResponseMessage"/> with a transient status; other exceptions pass through at once.
/// </summary>
public sealed class CallPolicy : IDisposable
{
    static readonly TimeSpan RetryAfterDefault = TimeSpan.FromSeconds(1);

    readonly string _name;
    readonly CallPolicyOptions _options;
    readonly TimeProvider _time;
    readonly CallMeter _meter;
    readonly ConcurrencyLimiter _permits;
    readonly ResiliencePipeline _once;
    readonly ResiliencePipeline _repeated;

    /// <summary>Creates the policy of the calls to one service or provider.</summary>
    /// <param name="name">Its name in metrics.</param>
    /// <param name="options">The limits.</param>
    /// <param name="time">The clock.</param>
    /// <param name="meter">Counts retries, time-outs and rejected calls.</param>
    public CallPolicy(string name, CallPolicyOptions options, TimeProvider time, CallMeter meter)
    {
        (_name, _options, _time, _meter) = (name, options, time, meter);
        _permits = new(new() { PermitLimit = options.ConcurrencyMax, QueueLimit = options.QueueMax, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
        var attempt = Attempt();
        _once = Total().AddPipeline(attempt).Build();
        _repeated = options.RetriesMax == 0 ? _once : Total().AddRetry(Retries()).AddPipeline(attempt).Build();
    }

    /// <summary>Makes a call.</summary>
    /// <param name="attempt">One attempt; it may run several times if the call is repeatable.</param>
    /// <param name="isRepeatable">Whether a repetition has no other effect than one call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <returns>What the last attempt returned; an <see cref="HttpResponseMessage"/> may have a transient status.</returns>
    /// <exception cref="TransientFailureException">The last attempt failed so, the breaker is open or too many calls wait.</exception>
    /// <exception cref="HttpRequestException">The last attempt failed so.</exception>
    /// <exception cref="TimeoutRejectedException">The last attempt, or the whole call, took longer than this policy allows.</exception>
    public async Task<T> ExecuteAsync<T>(Func<CancellationToken, Task<T>> attempt, bool isRepeatable, CancellationToken cancellationToken)
    {
        using var permit = await EnterAsync(cancellationToken);
        try
        {
            return await (isRepeatable ? _repeated : _once).ExecuteAsync(
                static (call, ct) => call.Policy.AttemptAsync(call.Attempt, ct), (Policy: this, Attempt: attempt), cancellationToken);
        }
        catch (BrokenCircuitException open)
        {
            _meter.Refused(_name, "breaker");
            throw new TransientFailureException("Too many calls failed a moment ago.", open.RetryAfter ?? _options.BreakDuration, open);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _permits.Dispose();

    ResiliencePipelineBuilder Total()
    {
        var builder = new ResiliencePipelineBuilder { Name = _name, TimeProvider = _time };
        return _options.TotalTimeout is { } timeout ? builder.AddTimeout(timeout) : builder;
    }

    RetryStrategyOptions Retries() => new()
    {
        MaxRetryAttempts = _options.RetriesMax,
        Delay = _options.RetryDelay,
        MaxDelay = _options.RetryDelayMax,
        BackoffType = DelayBackoffType.Exponential,
        UseJitter = true,
        ShouldHandle = a => ValueTask.FromResult(IsFailure(a.Outcome) && !(RetryAfter(a.Outcome) > _options.RetryDelayMax)),
        DelayGenerator = a => ValueTask.FromResult(RetryAfter(a.Outcome) is { } asked && asked > TimeSpan.Zero ? WithJitter(asked) : (TimeSpan?)null),
        OnRetry = a =>
        {
            _meter.Retried(_name);
            (a.Outcome.Result as IDisposable)?.Dispose();
            return default;
        },
    };

    ResiliencePipeline Attempt()
    {
        var state = new CircuitBreakerStateProvider();
        _meter.Watch(_name, state);
        var builder = new ResiliencePipelineBuilder { Name = _name, TimeProvider = _time }.AddCircuitBreaker(new CircuitBreakerStrategyOptions
        {
            FailureRatio = 0.5,
            MinimumThroughput = _options.BreakerAttemptsMin,
            SamplingDuration = _options.BreakerWindow,
            BreakDuration = _options.BreakDuration,
            StateProvider = state,
            ShouldHandle = a => ValueTask.FromResult(IsFailure(a.Outcome)),
        });
        if (_options.AttemptTimeout is { } timeout)
        {
            builder.AddTimeout(new TimeoutStrategyOptions
            {
                Timeout = timeout,
                OnTimeout = _ =>
                {
                    _meter.TimedOut(_name);
                    return default;
                },
            });
        }

        return builder.Build();
    }

    async ValueTask<T> AttemptAsync<T>(Func<CancellationToken, Task<T>> attempt, CancellationToken cancellationToken)
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

    ValueTask<RateLimitLease> EnterAsync(CancellationToken cancellationToken) =>
        _permits.AttemptAcquire() is { IsAcquired: true } permit ? ValueTask.FromResult(permit) : new(WaitAsync(cancellationToken));

    async Task<RateLimitLease> WaitAsync(CancellationToken cancellationToken)
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

    static bool IsFailure(Outcome<object> outcome) =>
        outcome.Exception is TransientFailureException or HttpRequestException or TimeoutRejectedException
        || (outcome.Result is HttpResponseMessage response && TransientFailure.Is(response.StatusCode));

    TimeSpan? RetryAfter(Outcome<object> outcome) => !_options.HonoursRetryAfter ? null : outcome switch
    {
        { Exception: TransientFailureException failure } => failure.RetryAfter,
        { Result: HttpResponseMessage response } => TransientFailure.RetryAfter(response, _time.GetUtcNow()),
        _ => null,
    };

    // Callers that were rejected together must not return together.
    static TimeSpan WithJitter(TimeSpan asked) => asked * (1 + (Random.Shared.NextDouble() / 10));
}
