using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Notifications;

/// <summary>The caller has read a notification; the first time counts.</summary>
internal static class ReadNotification
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, ClaimsPrincipal user, Database database, LiveFeed feed, TimeProvider time, CancellationToken cancellationToken)
    {
        var userId = user.Id();
        var found = await database.ExecuteAsync(
            "update notifications set read_at = coalesce(read_at, @now) where id = @id and user_id = @userId",
            new { id, userId, now = time.GetUtcNow() },
            cancellationToken);
        if (found == 0)
        {
            return Problems.NotFound("notification");
        }

        feed.Refresh(userId);
        return TypedResults.NoContent();
    }
}
