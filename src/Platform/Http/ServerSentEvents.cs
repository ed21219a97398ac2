using Microsoft.AspNetCore.Http.Features;

namespace Cartwright.Platform.Http;

/// <summary>An answer that goes on: server-sent events (WHATWG HTML, section 9.2).</summary>
public sealed class ServerSentEvents
{
    /// <summary>After how long without an event there is a sign of life: proxies close what is silent for long.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // The browser connects again by itself, with a token that is looked at again.
    static readonly TimeSpan LengthMax = TimeSpan.FromMinutes(15);

    readonly HttpResponse _response;

    ServerSentEvents(HttpResponse response) => _response = response;

    /// <summary>Answers a request with events until there are no more, the client goes away, the service stops or the stream has become old.</summary>
    /// <param name="context">The request.</param>
    /// <param name="time">The clock.</param>
    /// <param name="tell">Writes the events; its end is the end of the answer.</param>
    public static async Task<IResult> AnswerAsync(HttpContext context, TimeProvider time, Func<ServerSentEvents, CancellationToken, Task> tell)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var expiry = new CancellationTokenSource(LengthMax, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping, expiry.Token);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var stream = new ServerSentEvents(context.Response);
        try
        {
            await stream.WriteAsync(": connected\nretry: 2000\n\n", end.Token);
            await tell(stream, end.Token);
        }
        catch (OperationCanceledException)
        {
            // Whichever of them it was ends it.
        }

        return TypedResults.Empty;
    }

    /// <summary>Gives a sign of life, which is no event.</summary>
    public Task BeatAsync(CancellationToken cancellationToken) => WriteAsync(": still here\n\n", cancellationToken);

    /// <summary>Writes events, each ended by an empty line.</summary>
    public async Task WriteAsync(string events, CancellationToken cancellationToken)
    {
        await _response.WriteAsync(events, cancellationToken);
        await _response.Body.FlushAsync(cancellationToken);
    }
}
