using System.Globalization;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Imports;

/// <summary>A row of a marketplace's page that was no order.</summary>
/// <param name="Id">Its number here.</param>
/// <param name="Marketplace">Where it came from.</param>
/// <param name="ImportId">The import that it came with first.</param>
/// <param name="OrderId">The id that it tells, when it does.</param>
/// <param name="Reason">What is wrong with it.</param>
/// <param name="Raw">The row as it came, its first 2,000 bytes.</param>
/// <param name="Resolved">Whether the order has come in since, sound.</param>
/// <param name="RejectedAt">When it came first.</param>
public sealed record RejectedRowView(
    long Id, string Marketplace, Guid ImportId, long? OrderId, string Reason, string Raw, bool Resolved, DateTimeOffset RejectedAt);

/// <summary>A page of rejected rows, the latest first.</summary>
/// <param name="Items">The rows.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record RejectedRowList(IReadOnlyList<RejectedRowView> Items, string? NextCursor);

/// <summary>Shows what marketplaces sent that was no order, and why not.</summary>
internal static class ListRejectedRows
{
    public static async Task<Results<Ok<RejectedRowList>, ProblemHttpResult>> HandleAsync(
        MarketplaceDirectory marketplaces, Database database, CancellationToken cancellationToken,
        string? marketplace = null, Guid? importId = null, int limit = 20, string? cursor = null)
    {
        var (before, problem) = FindingsPage.Read(marketplaces, marketplace, limit, cursor);
        if (problem is not null)
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
              and (@before::bigint is null or r.id < @before)
            order by r.id desc limit @limit
            """,
            new { marketplace, importId, before, limit },
            cancellationToken);
        return TypedResults.Ok(new RejectedRowList(rows, rows.Count == limit ? FindingsPage.Cursor(rows[^1].Id) : null));
    }
}

/// <summary>How the lists of what was found wrong are paged: by a number that rises.</summary>
internal static class FindingsPage
{
    /// <summary>Reads what all of these lists are asked with.</summary>
    /// <returns>The number before which the page begins, null on the first one; or what to answer.</returns>
    public static (long? Before, ProblemHttpResult? Problem) Read(MarketplaceDirectory marketplaces, string? marketplace, int limit, string? cursor)
    {
        if (limit is < 1 or > 100)
        {
            return (null, Problems.Invalid("limit", "The limit must be 1 to 100."));
        }

        if (marketplace is not null && marketplaces.Find(marketplace) is null)
        {
            return (null, Problems.Invalid("marketplace", "There is no such marketplace."));
        }

        if (cursor is null)
        {
            return (null, null);
        }

        return PageCursor.TryDecode(cursor, 1, out var parts) && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var before)
            ? (before, null)
            : (null, Problems.Invalid("cursor", "This is not a cursor of this list."));
    }

    /// <summary>The cursor of what comes after a number.</summary>
    public static string Cursor(long id) => PageCursor.Encode(id.ToString(CultureInfo.InvariantCulture));
}
