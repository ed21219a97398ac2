using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Imports;

/// <summary>A row of a page that is not an order.</summary>
/// <param name="Id">Its number here.</param>
/// <param name="Marketplace">The marketplace that sent it.</param>
/// <param name="ImportId">The import that received it first.</param>
/// <param name="OrderId">The id in the row, if it has one.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Raw">The row as received, its first 2,000 bytes.</param>
/// <param name="Resolved">Whether the order has been imported since.</param>
/// <param name="RejectedAt">When it was received first.</param>
public sealed record RejectedRowView(
    long Id, string Marketplace, Guid ImportId, long? OrderId, string Reason, string Raw, bool Resolved, DateTimeOffset RejectedAt);

/// <summary>A page of rejected rows, the latest first.</summary>
/// <param name="Items">The rows.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record RejectedRowList(IReadOnlyList<RejectedRowView> Items, string? NextCursor);

/// <summary>Lists the rows that marketplaces sent and that are not orders, with the reason.</summary>
internal static class ListRejectedRows
{
    public static async Task<Results<Ok<RejectedRowList>, ProblemHttpResult>> HandleAsync(
        MarketplaceDirectory marketplaces, Database database, [AsParameters] PageRequest request, CancellationToken cancellationToken,
        string? marketplace = null, Guid? importId = null)
    {
        if ((request.Read(out Page<long> page) ?? ChosenMarketplace.Check(marketplace, marketplaces)) is { } problem)
        {
            return problem;
        }

        var rows = await database.QueryAsync<RejectedRowView>(
            """
            select r.id, m.name as marketplace, r.import_id, r.order_id, r.reason, r.raw,
                   r.order_id is not null and exists (select from imported_orders o where o.marketplace = r.marketplace and o.id = r.order_id) as resolved,
                   r.rejected_at
            from rejected_rows r join marketplaces m on m.id = r.marketplace
            where (@marketplace::text is null or m.name = @marketplace) and (@importId::uuid is null or r.import_id = @importId)
              and (@After::bigint is null or r.id < @After)
            order by r.id desc limit @Take
            """,
            new { marketplace, importId, page.After, page.Take },
            cancellationToken);
        var (items, nextCursor) = page.Cut(rows, row => row.Id);
        return TypedResults.Ok(new RejectedRowList(items, nextCursor));
    }
}
