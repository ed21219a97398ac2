using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;

namespace Cartwright.Notifications;

/// <summary>
/// Finds notifications of other instances that the open pages here have not received: every three seconds while instances do not receive each other's messages,
/// every half minute otherwise. Without an open page it reads nothing.
/// </summary>
internal sealed class PollMissedNotifications(Database database, LiveFeed feed, TimeProvider time) : IPeriodicWork
{
    /// <summary>The time between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(3);

    const int RoundsWhileHeard = 10;

    // A page shows only the newest; the list has the rest.
    const int PerUserMax = 20;

    // A row is older than its commit, and the clocks of database and service differ.
    static readonly TimeSpan Overlap = TimeSpan.FromSeconds(30);

    DateTimeOffset _since = time.GetUtcNow();
    int _round;

    sealed record Row(
        Guid UserId, Guid Id, string Kind, string Channel, string Title, string Body, Guid? OrderId, string Status, DateTimeOffset CreatedAt,
        DateTimeOffset? ReadAt, DateTimeOffset WrittenAt)
    {
        public FeedItem Item => new(UserId, new(Id, Kind, Channel, Title, Body, OrderId, Status, CreatedAt, ReadAt));
    }

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var users = feed.Users;
        if (users.Count == 0)
        {
            _since = now;
            return;
        }

        if (feed.ReceivedAll() && ++_round % RoundsWhileHeard != 0)
        {
            return;
        }

        var rows = await database.QueryAsync<Row>(
            """
            select n.user_id, n.id, n.kind, n.channel, n.title, n.body, n.order_id, n.status, n.created_at, n.read_at, n.written_at
            from unnest(@users) as u (user_id)
            cross join lateral (
                select * from notifications where user_id = u.user_id and channel = 'in_app' order by id desc limit @PerUserMax
            ) as n
            where n.written_at > @since or n.read_at > @since
            order by n.id
            """,
            new { users, PerUserMax, since = _since - Overlap },
            cancellationToken);
        foreach (var row in rows)
        {
            feed.NotifyLocal(row.Item, row.ReadAt ?? row.WrittenAt);
        }

        _since = now;
    }
}
