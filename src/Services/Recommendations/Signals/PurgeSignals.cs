using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Recommendations;

/// <summary>
/// Deletes old signals, in batches, and removes the links to users that a transaction saved at the same time as the erasure or the opt-out.
/// </summary>
internal sealed class PurgeSignals(Database database, IOptions<RecommendationsOptions> options, TimeProvider time) : IPeriodicWork
{
    /// <summary>The pause between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    const int BatchMax = 1000;

    // Longer than any transaction.
    static readonly TimeSpan LateMax = TimeSpan.FromDays(1);

    static readonly string[] Deletions =
    [
        "delete from baskets where position in (select position from baskets where at < @before order by at limit @BatchMax for update skip locked)",
        "delete from views where position in (select position from views where at < @before order by at limit @BatchMax for update skip locked)",
        "delete from cancelled_orders where order_id in (select order_id from cancelled_orders where at < @forgotten order by at limit @BatchMax for update skip locked)",
    ];

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        // The handler ignores events that arrive later than this.
        var forgotten = now - SignalStore.CancellationLife - LateMax;
        foreach (var deletion in Deletions)
        {
            int deleted;
            do
            {
                deleted = await database.ExecuteAsync(deletion, new { before = options.Value.Oldest(now), forgotten, BatchMax }, cancellationToken);
            }
            while (deleted == BatchMax);
        }

        await using var work = await database.BeginAsync(cancellationToken);
        var users = await work.QueryAsync<Guid>(
            """
            select user_id from erased_users where erased_at > @since
            union
            select user_id from preferences where not personal and changed_at > @since
            """,
            new { since = now - LateMax },
            cancellationToken);
        await SignalStore.UnlinkAsync(work, [.. users], cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}
