using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;

namespace Cartwright.Notifications;

/// <summary>
/// Streams new notifications of the caller as server-sent events: <c>notification</c> with the notification, and <c>refresh</c> when the page must load its list
/// again.
/// </summary>
internal static class StreamNotifications
{
    public static async Task<IResult> HandleAsync(HttpContext context, ClaimsPrincipal user, LiveFeed feed, TimeProvider time)
    {
        using var notifications = feed.Open(user.Id());
        return notifications is null
            ? Problems.RetryLater(StatusCodes.Status429TooManyRequests, "Too many pages of this user are open.", ServerSentEvents.Heartbeat)
            : await ServerSentEvents.AnswerAsync(context, time, (stream, cancelled) => CopyAsync(notifications, stream, time, cancelled));
    }

    static async Task CopyAsync(LiveStream notifications, ServerSentEvents stream, TimeProvider time, CancellationToken cancellationToken)
    {
        while (true)
        {
            var waiting = notifications.WaitAsync(cancellationToken);
            while (!waiting.IsCompleted)
            {
                await waiting.WaitAsync(ServerSentEvents.Heartbeat, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                if (!waiting.IsCompleted)
                {
                    await stream.BeatAsync(cancellationToken);
                }
            }

            await waiting;
            await stream.WriteAsync(Format(notifications.Take()), cancellationToken);
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
}
