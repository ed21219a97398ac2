using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Imports;

/// <summary>A marketplace that orders are imported from.</summary>
/// <param name="Name">Its name here.</param>
/// <param name="Address">Where it is.</param>
/// <param name="Currency">ISO 4217 code of its amounts.</param>
/// <param name="Orders">How many of its orders have been imported.</param>
/// <param name="ActiveImport">The import that is under way, when there is one.</param>
/// <param name="PausedUntil">Until when it is left alone, when it is.</param>
/// <param name="PauseReason">Why.</param>
/// <param name="ScheduleSeconds">Seconds between two imports of what is new; null without a schedule.</param>
/// <param name="NextRunAt">When the next one starts.</param>
public sealed record MarketplaceView(
    string Name, Uri Address, string Currency, long Orders, Guid? ActiveImport, DateTimeOffset? PausedUntil, string? PauseReason,
    double? ScheduleSeconds, DateTimeOffset? NextRunAt);

/// <summary>All marketplaces, by name.</summary>
/// <param name="Items">The marketplaces.</param>
public sealed record MarketplaceList(IReadOnlyList<MarketplaceView> Items);

/// <summary>Shows which marketplaces there are.</summary>
internal static class ListMarketplaces
{
    sealed record Row(string Name, long Orders, Guid? ActiveImport, DateTimeOffset? PausedUntil, string? PauseReason, DateTimeOffset? NextRunAt);

    public static async Task<Ok<MarketplaceList>> HandleAsync(MarketplaceDirectory marketplaces, Database database, CancellationToken cancellationToken)
    {
        var rows = (await database.QueryAsync<Row>(
            """
            select m.name, coalesce((select sum(orders) from imported_days d where d.marketplace = m.id), 0)::bigint as orders,
                   (select id from imports i where i.marketplace = m.id and i.status in ('planning', 'running')) as active_import,
                   case when m.paused_until > now() then m.paused_until end as paused_until, case when m.paused_until > now() then m.pause_reason end as pause_reason,
                   m.next_run_at
            from marketplaces m
            """,
            null,
            cancellationToken)).ToDictionary(r => r.Name);
        return TypedResults.Ok(new MarketplaceList(
        [
            .. from marketplace in marketplaces.All
               orderby marketplace.Name
               let row = rows[marketplace.Name]
               select new MarketplaceView(
                   marketplace.Name, marketplace.Address, marketplace.Currency.Code, row.Orders, row.ActiveImport, row.PausedUntil, row.PauseReason,
                   marketplace.Schedule?.TotalSeconds, marketplace.Schedule is null ? null : row.NextRunAt),
        ]));
    }
}
