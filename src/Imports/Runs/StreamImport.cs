using System.Text.Json;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Cartwright.Imports;

/// <summary>
/// How an import goes on, as server-sent events (WHATWG HTML, section 9.2): <c>progress</c> with the import whenever something of it has changed,
/// until it ends.
/// </summary>
internal static class StreamImport
{
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    // Proxies close what is silent for long.
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // The browser connects again by itself, with a token that is looked at again.
    static readonly TimeSpan StreamMax = TimeSpan.FromMinutes(15);

    public static async Task<IResult> HandleAsync(
        Guid id, HttpContext context, ImportReader reader, TimeProvider time, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        if (await reader.FindAsync(id, cancellationToken) is not { } import)
        {
            return Problems.NotFound("import");
        }

        using var expiry = new CancellationTokenSource(StreamMax, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping, expiry.Token);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await TellAsync(import, context.Response, reader, time, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The page went away, the stream got old or the service stops: all of them end it.
        }

        return TypedResults.Empty;
    }

    static async Task TellAsync(ImportView import, HttpResponse response, ImportReader reader, TimeProvider time, CancellationToken cancellationToken)
    {
        var told = "";
        var toldAt = time.GetTimestamp();
        using var timer = new PeriodicTimer(Pause, time);
        while (true)
        {
            var now = JsonSerializer.Serialize(import, ImportsJson.Default.ImportView);
            if (now != told)
            {
                await WriteAsync(response, $"event: progress\ndata: {now}\n\n", cancellationToken);
                (told, toldAt) = (now, time.GetTimestamp());
            }
            else if (time.GetElapsedTime(toldAt) >= Heartbeat)
            {
                await WriteAsync(response, ": still here\n\n", cancellationToken);
                toldAt = time.GetTimestamp();
            }

            if (import.FinishedAt is not null || !await timer.WaitForNextTickAsync(cancellationToken)
                || await reader.FindAsync(import.Id, cancellationToken) is not { } next)
            {
                return;
            }

            import = next;
        }
    }

    static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
