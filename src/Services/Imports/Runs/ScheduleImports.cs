using Cartwright.Platform.Jobs;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Npgsql;

namespace Cartwright.Imports;

/// <summary>Starts imports of what is new when their time has come. Of all instances one does it; where an import is under way, the next time has to do.</summary>
internal sealed class ScheduleImports(Database database, MarketplaceDirectory marketplaces, PlanImports plans) : IPeriodicWork
{
    /// <summary>How often it is looked whose time has come.</summary>
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
                    // One is under way.
                }
            }
        }
    }

    // Whoever moves the time on starts the import. Should it die in between, one time is left out.
    async Task<bool> IsDueAsync(Marketplace marketplace, CancellationToken cancellationToken) =>
        await database.ExecuteAsync(
            "update marketplaces set next_run_at = now() + @Schedule where name = @Name and (next_run_at is null or next_run_at <= now())",
            new { marketplace.Schedule, marketplace.Name },
            cancellationToken) > 0;
}
