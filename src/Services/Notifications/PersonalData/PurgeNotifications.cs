using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Notifications;

/// <summary>
/// Deletes old notifications, in batches, and what was written about an erased user by a transaction that ran at the same time as the erasure.
/// </summary>
internal sealed class PurgeNotifications(Database database, IOptions<NotificationsOptions> options, TimeProvider time) : IPeriodicWork
{
    /// <summary>The pause between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    const int BatchMax = 1000;

    // Longer than any transaction.
    static readonly TimeSpan LateMax = TimeSpan.FromDays(1);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        int deleted;
        do
        {
            // The id of a notification holds the time of its event.
            deleted = await database.ExecuteAsync(
                "delete from notifications where id in (select id from notifications where id < @before order by id limit @BatchMax for update skip locked)",
                new { before = TimeOrderedId.Before(now - options.Value.Retention), BatchMax },
                cancellationToken);
        }
        while (deleted == BatchMax);

        await database.ExecuteAsync(
            """
            delete from notifications n using erased_users e
            where n.user_id = e.user_id and e.erased_at > @since and not exists (select from contacts c where c.user_id = e.user_id)
            """,
            new { since = now - LateMax },
            cancellationToken);
    }
}
