using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Imports;

/// <summary>An order that was received again with another content.</summary>
/// <param name="Id">The number of the finding.</param>
/// <param name="Marketplace">The marketplace that sent it.</param>
/// <param name="OrderId">Its id there.</param>
/// <param name="Known">The content that is stored.</param>
/// <param name="Received">The content that was received later.</param>
/// <param name="ImportId">The import that found it first.</param>
/// <param name="FoundAt">When.</param>
public sealed record DiscrepancyView(
    long Id, string Marketplace, long OrderId, OrderContent Known, OrderContent Received, Guid ImportId, DateTimeOffset FoundAt);

/// <summary>The content of an order.</summary>
/// <param name="OrderDate">When it was placed.</param>
/// <param name="Amount">What it amounts to.</param>
/// <param name="Currency">ISO 4217 code of the amount.</param>
/// <param name="Label">What it is called.</param>
public sealed record OrderContent(DateTimeOffset OrderDate, decimal Amount, string Currency, string Label);

/// <summary>A page of discrepancies, the latest first.</summary>
/// <param name="Items">The discrepancies.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record DiscrepancyList(IReadOnlyList<DiscrepancyView> Items, string? NextCursor);

/// <summary>Lists orders that a marketplace sent with different contents.</summary>
internal static class ListDiscrepancies
{
    sealed record Row(
        long Id, string Marketplace, string Currency, long OrderId, Guid ImportId, DateTimeOffset FoundAt,
        DateTimeOffset KnownDate, decimal KnownAmount, string KnownLabel, DateTimeOffset OrderDate, decimal Amount, string Label);

    public static async Task<Results<Ok<DiscrepancyList>, ProblemHttpResult>> HandleAsync(
        MarketplaceDirectory marketplaces, Database database, [AsParameters] PageRequest request, CancellationToken cancellationToken,
        string? marketplace = null, Guid? importId = null)
    {
        if ((request.Read(out Page<long> page) ?? ChosenMarketplace.Check(marketplace, marketplaces)) is { } problem)
        {
            return problem;
        }

        var rows = await database.QueryAsync<Row>(
            """
            select d.id, m.name as marketplace, m.currency, d.order_id, d.import_id, d.found_at,
                   o.order_date as known_date, o.amount as known_amount, o.label as known_label, d.order_date, d.amount, d.label
            from discrepancies d
            join marketplaces m on m.id = d.marketplace
            join imported_orders o on o.marketplace = d.marketplace and o.id = d.order_id
            where m.name = any(@names) and (@marketplace::text is null or m.name = @marketplace) and (@importId::uuid is null or d.import_id = @importId)
              and (@After::bigint is null or d.id < @After)
            order by d.id desc limit @Take
            """,
            new { names = marketplaces.Names, marketplace, importId, page.After, page.Take },
            cancellationToken);
        var (items, nextCursor) = page.Cut(rows, row => row.Id);
        return TypedResults.Ok(new DiscrepancyList(
            [.. items.Select(r => new DiscrepancyView(
                r.Id, r.Marketplace, r.OrderId,
                new(r.KnownDate, r.KnownAmount, r.Currency, r.KnownLabel), new(r.OrderDate, r.Amount, r.Currency, r.Label),
                r.ImportId, r.FoundAt))],
            nextCursor));
    }
}
