using System.Threading.RateLimiting;
using Cartwright.Platform.Observability;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace Cartwright.Platform.Clients;

/// <summary>
/// Limits every outgoing call: concurrency (bulkhead), a total time-out, retries with jitter of repeatable requests, a circuit breaker, and a time-out
/// per attempt. An attempt includes the body of the response, so a body that breaks off or stalls is a failed attempt too.
/// </summary>
internal sealed class ResilienceHandler : DelegatingHandler
{
    const long AnswerBytesMax = 16 * 1024 * 1024;

    static readonly ResiliencePropertyKey<HttpRequestMessage> RequestKey = new("request");

    readonly ResiliencePipeline<HttpResponseMessage> _pipeline;
    readonly ConcurrencyLimiter _permits;
    readonly string _name;
    readonly CallMeter _meter;

    public ResilienceHandler(string name, CallOptions options, TimeProvider time, CallMeter meter)
    {
        _name = name;
        _meter = meter;
        var breaker = new CircuitBreakerStateProvider();
        meter.Watch(name, breaker);
        _permits = new(new() { PermitLimit = options.ConcurrencyMax, QueueLimit = options.QueueMax, QueueProcessingOrder = QueueProcessingOrder.OldestFirst });
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
                ShouldHandle = a => ValueTask.FromResult(IsTransient(a.Outcome) && MayRepeat(a.Context)),
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
                ShouldHandle = a => ValueTask.FromResult(IsTransient(a.Outcome)),
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
        using var permit = await _permits.AcquireAsync(1, cancellationToken);
        if (!permit.IsAcquired)
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
            _permits.Dispose();
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
        // The framework reports a time-out of the connection like this.
        catch (OperationCanceledException late) when (late.InnerException is TimeoutException && !cancellationToken.IsCancellationRequested)
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The connection was not taken in time.", late);
        }
    }

    static bool IsTransient(Outcome<HttpResponseMessage> outcome) =>
        outcome.Exception is HttpRequestException or TimeoutRejectedException
        || (outcome.Result is { } response && TransientFailure.Is(response.StatusCode));

    // Idempotent methods (RFC 9110), and requests with a key by which the receiver recognises a replay.
    static bool MayRepeat(ResilienceContext context) =>
        context.Properties.TryGetValue(RequestKey, out var request)
        && (request.Method == HttpMethod.Get || request.Method == HttpMethod.Put || request.Method == HttpMethod.Delete || request.Headers.Contains("Idempotency-Key"));
}
