using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Webhooks;

/// <summary>Deletes old deliveries, those of disabled webhooks included, and then the messages that no delivery needs.</summary>
internal sealed class PurgeDeliveries(Database database, IOptions<WebhooksOptions> options, TimeProvider time) : IPeriodicWork
{
    /// <summary>The pause between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(10);

    const int BatchMax = 1000;

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var before = time.GetUtcNow() - options.Value.Retention;
        foreach (var statement in new[]
        {
            "delete from deliveries where id in (select id from deliveries where created_at < @before order by created_at limit @BatchMax for update skip locked)",
            """
            delete from messages where event_id in (
                select event_id from messages m
                where not exists (select from deliveries d where d.event_id = m.event_id) and m.occurred_at < @before
                limit @BatchMax for update skip locked)
            """,
        })
        {
            int deleted;
            do
            {
                deleted = await database.ExecuteAsync(statement, new { before, BatchMax }, cancellationToken);
            }
            while (deleted == BatchMax);
        }
    }
}
