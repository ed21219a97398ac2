using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Imports;

/// <summary>An order that came again with another content.</summary>
/// <param name="Id">The number of the finding.</param>
/// <param name="Marketplace">Where it came from.</param>
/// <param name="OrderId">Its id there.</param>
/// <param name="Known">As it is kept here.</param>
/// <param name="Received">As it came again.</param>
/// <param name="ImportId">The import that brought it first.</param>
/// <param name="FoundAt">When.</param>
public sealed record DiscrepancyView(
    long Id, string Marketplace, long OrderId, OrderContent Known, OrderContent Received, Guid ImportId, DateTimeOffset FoundAt);

/// <summary>What an order says.</summary>
/// <param name="OrderDate">When it was placed.</param>
/// <param name="Amount">What it amounts to.</param>
/// <param name="Label">What it is called.</param>
public sealed record OrderContent(DateTimeOffset OrderDate, decimal Amount, string Label);

/// <summary>A page of discrepancies, the latest first.</summary>
/// <param name="Items">The discrepancies.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record DiscrepancyList(IReadOnlyList<DiscrepancyView> Items, string? NextCursor);

/// <summary>Shows orders of which a marketplace says one thing today and said another before.</summary>
internal static class ListDiscrepancies
{
    sealed record Row(
        long Id, string Marketplace, long OrderId, Guid ImportId, DateTimeOffset FoundAt,
        DateTimeOffset KnownDate, decimal KnownAmount, string KnownLabel, DateTimeOffset OrderDate, decimal Amount, string Label);

    public static async Task<Results<Ok<DiscrepancyList>, ProblemHttpResult>> HandleAsync(
        MarketplaceDirectory marketplaces, Database database, CancellationToken cancellationToken,
        string? marketplace = null, Guid? importId = null, int limit = 20, string? cursor = null)
    {
        var (before, problem) = FindingsPage.Read(marketplaces, marketplace, limit, cursor);
        if (problem is not null)
        {
            return problem;
        }

        var rows = await database.QueryAsync<Row>(
            """
            select d.id, m.name as marketplace, d.order_id, d.import_id, d.found_at,
                   o.order_date as known_date, o.amount as known_amount, o.label as known_label, d.order_date, d.amount, d.label
            from discrepancies d
            join marketplaces m on m.id = d.marketplace
            join imported_orders o on o.marketplace = d.marketplace and o.id = d.order_id
            where (@marketplace::text is null or m.name = @marketplace) and (@importId::uuid is null or d.import_id = @importId)
              and (@before::bigint is null or d.id < @before)
            order by d.id desc limit @limit
            """,
            new { marketplace, importId, before, limit },
            cancellationToken);
        return TypedResults.Ok(new DiscrepancyList(
            [.. rows.Select(r => new DiscrepancyView(
                r.Id, r.Marketplace, r.OrderId, new(r.KnownDate, r.KnownAmount, r.KnownLabel), new(r.OrderDate, r.Amount, r.Label), r.ImportId, r.FoundAt))],
            rows.Count == limit ? FindingsPage.Cursor(rows[^1].Id) : null));
    }
}
