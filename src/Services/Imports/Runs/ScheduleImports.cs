using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Npgsql;

namespace Cartwright.Imports;

/// <summary>Starts scheduled imports of new orders. One instance starts each; while another import of the marketplace runs, the schedule skips one.</summary>
internal sealed class ScheduleImports(Database database, MarketplaceDirectory marketplaces, PlanImports plans) : IPeriodicWork
{
    /// <summary>The time between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var marketplace in marketplaces.All.Where(m => m.Schedule is not null))
        {
            if (await IsDueAsync(marketplace, cancellationToken))
            {
                try
                {
                    plans.Offer(await StartImport.CreateAsync(database, marketplace, "new", requestedBy: null, cancellationToken));
                }
                catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.UniqueViolation)
                {
                    // Another import of the marketplace is running.
                }
            }
        }
    }

    // The instance that moves the time starts the import. If it dies in between, the schedule skips one.
    async Task<bool> IsDueAsync(Marketplace marketplace, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            "update marketplaces set next_run_at = now() + @Schedule where name = @Name and (next_run_at is null or next_run_at <= now())",
            new { marketplace.Schedule, marketplace.Name },
            cancellationToken) > 0;
}
