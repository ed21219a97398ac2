using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.Features;

namespace Cartwright.Platform.Http;

/// <summary>A response of server-sent events (WHATWG HTML, section 9.2).</summary>
public sealed class ServerSentEvents
{
    /// <summary>The time without an event after which a heartbeat is sent: proxies close idle connections.</summary>
    public static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // Bounds the use of an expired token: the browser reconnects, and the token is verified again.
    static readonly TimeSpan LengthMax = TimeSpan.FromMinutes(15);

    readonly HttpContext _context;
    readonly RevokedSessions _revoked;

    ServerSentEvents(HttpContext context)
    {
        _context = context;
        _revoked = context.RequestServices.GetRequiredService<RevokedSessions>();
    }

    /// <summary>
    /// Answers a request with events until the writer ends, the client disconnects, its session ends, the service stops, or 15 min have passed.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="time">The clock.</param>
    /// <param name="writeEvents">Writes the events; its end is the end of the response.</param>
    public static async Task<IResult> AnswerAsync(HttpContext context, TimeProvider time, Func<ServerSentEvents, CancellationToken, Task> writeEvents)
    {
        var stopping = context.RequestServices.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        using var expiry = new CancellationTokenSource(LengthMax, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping, expiry.Token);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        var stream = new ServerSentEvents(context);
        if (HttpMethods.IsHead(HeadRequests.MethodOf(context)))
        {
            return TypedResults.Empty;
        }

        try
        {
            await stream.WriteAsync(": connected\nretry: 2000\n\n", end.Token);
            await writeEvents(stream, end.Token);
        }
        catch (OperationCanceledException)
        {
            // Each of these cancellations is a regular end.
        }

        return TypedResults.Empty;
    }

    /// <summary>Writes a heartbeat, which clients ignore.</summary>
    public Task BeatAsync(CancellationToken cancellationToken) => WriteAsync(": still here\n\n", cancellationToken);

    /// <summary>Writes events, each ended by an empty line.</summary>
    public async Task WriteAsync(string events, CancellationToken cancellationToken)
    {
        if (_revoked.Contains(_context.User))
        {
            throw new OperationCanceledException("The session has ended.");
        }

        await _context.Response.WriteAsync(events, cancellationToken);
        await _context.Response.Body.FlushAsync(cancellationToken);
    }
}
