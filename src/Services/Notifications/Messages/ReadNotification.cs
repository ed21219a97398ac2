using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Notifications;

/// <summary>Marks a notification of the caller as read; the first time counts.</summary>
internal static class ReadNotification
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, Database database, LiveFeed feed, TimeProvider time, CancellationToken cancellationToken)
    {
        var userId = user.Id();
        var read = await database.QuerySingleOrDefaultAsync<NotificationView>(
            """
            update notifications set read_at = coalesce(read_at, @now)
            where id = @id and user_id = @userId
            returning id, kind, channel, title, body, order_id, status, created_at, read_at
            """,
            new { id, userId, now = time.GetUtcNow() },
            cancellationToken);
        if (read is null)
        {
            return Problems.NotFound("notification");
        }

        feed.Notify([new(userId, read)]);
        return TypedResults.NoContent();
    }
}
