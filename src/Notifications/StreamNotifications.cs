using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.Features;

namespace Cartwright.Notifications;

/// <summary>
/// Notifications of the caller as they come, as server-sent events (WHATWG HTML, section 9.2): <c>notification</c> with the notification,
/// and <c>refresh</c> when the list is to be loaded again.
/// </summary>
internal static class StreamNotifications
{
    // Proxies close what is silent for long.
    static readonly TimeSpan Heartbeat = TimeSpan.FromSeconds(15);

    // The browser connects again by itself, with a token that is looked at again.
    static readonly TimeSpan StreamMax = TimeSpan.FromMinutes(15);

    public static async Task<IResult> HandleAsync(
        HttpContext context, ClaimsPrincipal user, LiveFeed feed, TimeProvider time, IHostApplicationLifetime lifetime, CancellationToken cancellationToken)
    {
        using var stream = feed.Open(user.Id());
        if (stream is null)
        {
            return Problems.RetryLater(StatusCodes.Status429TooManyRequests, "Too many pages of this user are open.", Heartbeat);
        }

        using var expiry = new CancellationTokenSource(StreamMax, time);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, lifetime.ApplicationStopping, expiry.Token);
        context.Response.ContentType = "text/event-stream";
        context.Response.Headers.CacheControl = "no-store";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        try
        {
            await WriteAsync(context.Response, ": connected\nretry: 2000\n\n", end.Token);
            await CopyAsync(stream, context.Response, time, end.Token);
        }
        catch (OperationCanceledException)
        {
            // The page went away, the stream got old or the service stops: all of them end it.
        }

        return TypedResults.Empty;
    }

    static async Task CopyAsync(LiveStream stream, HttpResponse response, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var waiting = stream.WaitAsync(cancellationToken);
            while (!waiting.IsCompleted)
            {
                await waiting.WaitAsync(Heartbeat, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!waiting.IsCompleted)
                {
                    await WriteAsync(response, ": still here\n\n", cancellationToken);
                }
            }

            await waiting;
            await WriteAsync(response, Format(stream.Take()), cancellationToken);
        }
    }

    internal static string Format(IReadOnlyList<NotificationView?> notifications)
    {
        var text = new StringBuilder();
        foreach (var notification in notifications)
        {
            text.Append(notification is null
                ? "event: refresh\ndata: {}\n\n"
                : $"event: notification\nid: {notification.Id}\ndata: {JsonSerializer.Serialize(notification, NotificationsJson.Default.NotificationView)}\n\n");
        }

        return text.ToString();
    }

    static async Task WriteAsync(HttpResponse response, string text, CancellationToken cancellationToken)
    {
        await response.WriteAsync(text, cancellationToken);
        await response.Body.FlushAsync(cancellationToken);
    }
}
