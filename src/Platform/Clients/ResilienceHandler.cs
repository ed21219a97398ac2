using Cartwright.Platform.Observability;

namespace Cartwright.Platform.Clients;

/// <summary>
/// Makes the calls of an HTTP client by a <see cref="CallPolicy"/>. An attempt includes the body of the response, so a body that breaks off or stalls is a
/// failed attempt too.
/// </summary>
internal sealed class ResilienceHandler(string name, CallOptions options, TimeProvider time, CallMeter meter) : DelegatingHandler
{
    const long AnswerBytesMax = 16 * 1024 * 1024;

    readonly CallPolicy _policy = new(
        name,
        new()
        {
            ConcurrencyMax = options.ConcurrencyMax,
            QueueMax = options.QueueMax,
            QueueTimeout = options.TotalTimeout,
            AttemptTimeout = options.AttemptTimeout,
            TotalTimeout = options.TotalTimeout,
            RetriesMax = options.RetriesMax,
            RetryDelay = TimeSpan.FromMilliseconds(50),
            // Another instance may answer at once.
            HonoursRetryAfter = false,
            BreakerAttemptsMin = 20,
            BreakDuration = TimeSpan.FromSeconds(1),
        },
        time,
        meter);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        try
        {
            return await _policy.ExecuteAsync(attempt => SendOnceAsync(request, attempt), MayRepeat(request), cancellationToken);
        }
        catch (TransientFailureException rejected)
        {
            throw new HttpRequestException(rejected.Message, rejected);
        }
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _policy.Dispose();
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

    // Idempotent methods (RFC 9110), and requests with a key by which the receiver recognises a replay.
    static bool MayRepeat(HttpRequestMessage request) =>
        request.Method == HttpMethod.Get || request.Method == HttpMethod.Put || request.Method == HttpMethod.Delete || request.Headers.Contains("Idempotency-Key");
}
