using System.Globalization;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Imports;

/// <summary>An order that was imported.</summary>
/// <param name="Id">Its id at the marketplace.</param>
/// <param name="Marketplace">The marketplace.</param>
/// <param name="OrderDate">When it was placed.</param>
/// <param name="Amount">What it amounts to, in the currency of the marketplace.</param>
/// <param name="Label">What it is called.</param>
/// <param name="ImportedAt">When it came in.</param>
public sealed record ImportedOrder(long Id, string Marketplace, DateTimeOffset OrderDate, decimal Amount, string Label, DateTimeOffset ImportedAt);

/// <summary>A page of imported orders, the latest first.</summary>
/// <param name="Items">The orders; with filters possibly fewer than asked for, or none, although there is a next page.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record ImportedOrderList(IReadOnlyList<ImportedOrder> Items, string? NextCursor);

/// <summary>
/// Shows what was imported from a marketplace, by date. Amounts and labels are looked through, a bounded number of orders per page:
/// indexes on them would make every import slower.
/// </summary>
internal static class ListImportedOrders
{
    const int ScanMax = 50_000;
    const int LabelMax = 200;

    sealed record Found(long? Id, DateTimeOffset? OrderDate, decimal Amount, string? Label, DateTimeOffset ImportedAt, long LastId, DateTimeOffset LastDate, int Scanned);

    public static async Task<Results<Ok<ImportedOrderList>, ProblemHttpResult>> HandleAsync(
        MarketplaceDirectory marketplaces, Database database, CancellationToken cancellationToken, string? marketplace = null,
        DateTimeOffset? from = null, DateTimeOffset? to = null, decimal? amountMin = null, decimal? amountMax = null, string? label = null,
        int limit = 20, string? cursor = null)
    {
        if (limit is < 1 or > 100)
        {
            return Problems.Invalid("limit", "The limit must be 1 to 100.");
        }

        if (label?.Length is 0 or > LabelMax)
        {
            return Problems.Invalid("label", $"The label must have 1 to {LabelMax} characters.");
        }

        if (!TryReadCursor(cursor, out var after))
        {
            return Problems.Invalid("cursor", "This is not a cursor of this list.");
        }

        var (found, problem) = ChosenMarketplace.Of(marketplace, marketplaces);
        return found is { } chosen
            ? TypedResults.Ok(await ReadAsync(chosen.Name, new(from, to, amountMin, amountMax, label), after, limit, database, cancellationToken))
            : problem!;
    }

    sealed record Filter(DateTimeOffset? From, DateTimeOffset? To, decimal? AmountMin, decimal? AmountMax, string? Label)
    {
        public bool LooksThrough => AmountMin is not null || AmountMax is not null || Label is not null;

        // What stands for anything in a pattern stands for itself in a label.
        public string? Pattern => Label is null ? null : $"%{Label.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
    }

    static async Task<ImportedOrderList> ReadAsync(
        string marketplace, Filter filter, (DateTimeOffset Date, long Id)? after, int limit, Database database, CancellationToken cancellationToken)
    {
        var scanMax = filter.LooksThrough ? ScanMax : limit;
        var rows = await database.QueryAsync<Found>(
            """
            with scanned as materialized (
                select o.id, o.order_date, o.amount, o.label, o.imported_at
                from imported_orders o
                where o.marketplace = (select id from marketplaces where name = @marketplace)
                  and (@From::timestamptz is null or o.order_date >= @From) and (@To::timestamptz is null or o.order_date < @To)
                  and (@afterDate::timestamptz is null or (o.order_date, o.id) < (@afterDate, @afterId))
                order by o.order_date desc, o.id desc
                limit @scanMax
            ), found as (
                select * from scanned
                where (@AmountMin::numeric is null or amount >= @AmountMin) and (@AmountMax::numeric is null or amount <= @AmountMax)
                  and (@Pattern::text is null or label ilike @Pattern)
                order by order_date desc, id desc
                limit @limit
            )
            select f.id, f.order_date, coalesce(f.amount, 0) as amount, f.label, coalesce(f.imported_at, now()) as imported_at,
                   l.id as last_id, l.order_date as last_date, (select count(*)::int from scanned) as scanned
            from (select id, order_date from scanned order by order_date, id limit 1) l
            left join found f on true
            order by f.order_date desc, f.id desc
            """,
            new
            {
                marketplace, filter.From, filter.To, filter.AmountMin, filter.AmountMax, filter.Pattern,
                afterDate = after?.Date, afterId = after?.Id, scanMax, limit,
            },
            cancellationToken);

        var orders = rows.Where(r => r.Id is not null)
            .Select(r => new ImportedOrder(r.Id!.Value, marketplace, r.OrderDate!.Value, r.Amount, r.Label!, r.ImportedAt)).ToList();
        var next = orders.Count == limit ? Cursor(orders[^1].OrderDate, orders[^1].Id)
            : rows is [var first, ..] && first.Scanned == scanMax ? Cursor(first.LastDate, first.LastId)
            : null;
        return new(orders, next);
    }

    static string Cursor(DateTimeOffset date, long id) =>
        PageCursor.Encode(date.UtcTicks.ToString(CultureInfo.InvariantCulture), id.ToString(CultureInfo.InvariantCulture));

    static bool TryReadCursor(string? cursor, out (DateTimeOffset Date, long Id)? after)
    {
        after = null;
        if (cursor is null)
        {
            return true;
        }

        if (!PageCursor.TryDecode(cursor, 2, out var parts)
            || !long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) || ticks > DateTimeOffset.MaxValue.UtcTicks
            || !long.TryParse(parts[1], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var id))
        {
            return false;
        }

        after = (new DateTimeOffset(ticks, TimeSpan.Zero), id);
        return true;
    }
}
