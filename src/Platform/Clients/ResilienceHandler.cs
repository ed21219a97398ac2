using System.Threading.RateLimiting;
using Cartwright.Platform.Observability;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Cartwright.Platform.Clients;

/// <summary>How calls to one other service or provider are bounded.</summary>
public sealed class CallOptions
{
    /// <summary>The longest one attempt may take.</summary>
    public TimeSpan AttemptTimeout { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest a call may take with all its attempts.</summary>
    public TimeSpan TotalTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How often a call that may be repeated is repeated after a passing failure.</summary>
    public int RetriesMax { get; set; } = 2;

    /// <summary>How many calls may be under way at once.</summary>
    public int ConcurrencyMax { get; set; } = 256;

    /// <summary>How many calls may wait for one of those places; one more fails at once.</summary>
    public int QueueMax { get; set; } = 1024;
}

/// <summary>
/// Bounds every outgoing call: a place among the concurrent ones (bulkhead), a total deadline, retries with jitter where repeating is safe,
/// a circuit breaker, and a deadline per attempt. The answer is read here as a whole, so that one that breaks off or stands still is a failed attempt, too.
/// </summary>
internal sealed class ResilienceHandler : DelegatingHandler
{
    const long AnswerBytesMax = 16 * 1024 * 1024;

    static readonly ResiliencePropertyKey<HttpRequestMessage> RequestKey = new("request");

    readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    readonly ConcurrencyLimiter _places;
    readonly string _name;
    readonly CallMeter _meter;

    public ResilienceHandler(string name, CallOptions options, TimeProvider time, CallMeter meter)
    {
        _name = name;
        _meter = meter;
        var breaker = new CircuitBreakerStateProvider();
        meter.Watch(name, breaker);
        _places = new(new() { PermitLimit = options.ConcurrencyMax, QueueLimit = options.QueueMax, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
        var builder = new ResiliencePipelineBuilder<HttpResponseMessage> { Name = name, TimeProvider = time };
        builder.AddTimeout(options.TotalTimeout);
        if (options.RetriesMax > 0)
        {
            builder.AddRetry(new RetryStrategyOptions<HttpResponseMessage>
            {
                MaxRetryAttempts = options.RetriesMax,
                Delay = TimeSpan.FromMilliseconds(50),
                BackoffType = DelayBackoffType.Exponential,
                UseJitter = true,
                ShouldHandle = a => ValueTask.FromResult(IsPassing(a.Outcome) && MayRepeat(a.Context)),
                OnRetry = a =>
                {
                    meter.Retried(name);
                    a.Outcome.Result?.Dispose();
                    return default;
                },
            });
        }

        _pipeline = builder
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<HttpResponseMessage>
            {
                FailureRatio = 0.5,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(10),
                BreakDuration = TimeSpan.FromSeconds(1),
                StateProvider = breaker,
                ShouldHandle = a => ValueTask.FromResult(IsPassing(a.Outcome)),
            })
            .AddTimeout(new TimeoutStrategyOptions
            {
                Timeout = options.AttemptTimeout,
                OnTimeout = _ =>
                {
                    meter.TimedOut(name);
                    return default;
                },
            })
            .Build();
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        using var place = await _places.AcquireAsync(1, cancellationToken);
        if (!place.IsAcquired)
        {
            _meter.Refused(_name, "queue");
            throw new HttpRequestException("Too many calls to this service are under way.");
        }

        var context = ResilienceContextPool.Shared.Get(cancellationToken);
        context.Properties.Set(RequestKey, request);
        try
        {
            return await _pipeline.ExecuteAsync(
                static async (context, state) => await state.Handler.SendOnceAsync(state.Request, context.CancellationToken), context, (Handler: this, Request: request));
        }
        catch (BrokenCircuitException)
        {
            _meter.Refused(_name, "breaker");
            throw;
        }
        finally
        {
            ResilienceContextPool.Shared.Return(context);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _places.Dispose();
        }

        base.Dispose(disposing);
    }

    async Task<HttpResponseMessage> SendOnceAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await AskAsync(request, cancellationToken);
        try
        {
            await response.Content.LoadIntoBufferAsync(AnswerBytesMax, cancellationToken);
            return response;
        }
        catch
        {
            response.Dispose();
            throw;
        }
    }

    async Task<HttpResponseMessage> AskAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await base.SendAsync(request, cancellationToken);
        }
        // In these words the framework says that nobody took the connection in time.
        catch (OperationCanceledException late) when (late.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection was not taken in time.", late);
        }
    }

    static bool IsPassing(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or TimeoutRejectedException
        || (outcome.Result is { } response && TransientFailure.Is(response.StatusCode));

    // Methods that RFC 9110 calls idempotent, and requests that carry a key by which the receiver recognises a repetition.
    static bool MayRepeat(ResilienceContext context) =>
        context.Properties.TryGetValue(RequestKey, out var request)
        && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Put || request.Method == HttpMethod.Delete || request.Headers.Contains("Idempotency-Key"));
}
