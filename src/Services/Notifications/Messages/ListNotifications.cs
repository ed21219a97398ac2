using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Notifications;

/// <summary>A notification of a user.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind.</param>
/// <param name="Channel"><c>in_app</c> or <c>mail</c>.</param>
/// <param name="Title">One line.</param>
/// <param name="Body">The text.</param>
/// <param name="OrderId">The order it is about, if any.</param>
/// <param name="Status"><c>recorded</c>, <c>pending</c>, <c>sent</c> or <c>failed</c>.</param>
/// <param name="CreatedAt">When its event happened.</param>
/// <param name="ReadAt">When the user read it.</param>
public sealed record NotificationView(
    Guid Id, [property: OneOf(typeof(NotificationKinds))] string Kind, [property: OneOf(typeof(NotificationChannels))] string Channel, string Title,
    string Body, Guid? OrderId, [property: OneOf(typeof(NotificationStatuses))] string Status, DateTimeOffset CreatedAt, DateTimeOffset? ReadAt);

/// <summary>A page of notifications, newest first.</summary>
/// <param name="Items">The page.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last one.</param>
/// <param name="Unread">How many notifications in the app are not read yet.</param>
public sealed record NotificationList(IReadOnlyList<NotificationView> Items, string? NextCursor, int Unread);

/// <summary>Lists the notifications of the caller, of all channels or of one, with the state of their delivery.</summary>
internal static class ListNotifications
{
    public static async Task<Results<Ok<NotificationList>, ProblemHttpResult>> HandleAsync(
        ClaimsPrincipal user, Database database, [AsParameters] PageRequest request, CancellationToken cancellationToken,
        [OneOf(typeof(NotificationChannels))] string? channel = null)
    {
        if (request.Read(out Page<Guid> page) is { } problem)
        {
            return problem;
        }

        if (channel is not null && !NotificationChannels.All.Contains(channel))
        {
            return Problems.Invalid("channel", $"The channels are {string.Join(", ", NotificationChannels.All)}.");
        }

        var userId = user.Id();
        var rows = await ReadAsync(userId, channel, page, database, cancellationToken);
        var unread = await database.QuerySingleOrDefaultAsync<int>(
            "select count(*)::int from notifications where user_id = @userId and channel = 'in_app' and read_at is null", new { userId }, cancellationToken);
        var (items, nextCursor) = page.Cut(rows, row => row.Id);
        return TypedResults.Ok(new NotificationList(items, nextCursor, unread));
    }

    /// <summary>The notifications of a user, newest first, of one channel or of all.</summary>
    internal static Task<IReadOnlyList<NotificationView>> ReadAsync(
        Guid userId, string? channel, Page<Guid> page, Database database, CancellationToken cancellationToken) => database.QueryAsync<NotificationView>(
        """
        select id, kind, channel, title, body, order_id, status, created_at, read_at
        from notifications
        where user_id = @userId and (@channel::text is null or channel = @channel) and (@After::uuid is null or id < @After)
        order by id desc
        limit @Take
        """,
        new { userId, channel, page.After, page.Take },
        cancellationToken);
}
