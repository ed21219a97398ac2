using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Imports;

/// <summary>Counts the running imports and reports each one that is stuck, once.</summary>
internal sealed class WatchImports(Database database, ImportMeter meter, IOptions<ImportsOptions> options, ILogger<WatchImports> logger) : IPeriodicWork
{
    /// <summary>The time between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    readonly HashSet<Guid> _reported = [];

    sealed record Active(Guid Id, string Marketplace, int OpenChunks, bool Stuck, string? Reason);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var active = await database.QueryAsync<Active>(
            """
            select i.id, m.name as marketplace, i.open_chunks, i.progress_at < now() - @StuckAfter as stuck,
                   coalesce(i.reason, (select c.reason from import_chunks c where c.import_id = i.id and c.state = 'parked' limit 1), m.pause_reason) as reason
            from imports i join marketplaces m on m.id = i.marketplace
            where i.status in ('planning', 'running')
            """,
            new { options.Value.StuckAfter },
            cancellationToken);
        meter.Show(new(active.Count, active.Sum(a => a.OpenChunks), active.Count(a => a.Stuck)));
        foreach (var stuck in active.Where(a => a.Stuck && _reported.Add(a.Id)))
        {
            logger.ImportStuck(stuck.Id, stuck.Marketplace, options.Value.StuckAfter, stuck.Reason ?? "unknown");
        }

        _reported.IntersectWith(active.Where(a => a.Stuck).Select(a => a.Id));
    }
}
