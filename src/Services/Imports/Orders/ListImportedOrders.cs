using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Imports;

/// <summary>An order that was imported.</summary>
/// <param name="Id">Its id at the marketplace.</param>
/// <param name="Marketplace">The marketplace.</param>
/// <param name="OrderDate">When it was placed.</param>
/// <param name="Amount">What it amounts to.</param>
/// <param name="Currency">ISO 4217 code of the amount.</param>
/// <param name="Label">What it is called.</param>
/// <param name="ImportedAt">When it was imported.</param>
public sealed record ImportedOrder(long Id, string Marketplace, DateTimeOffset OrderDate, decimal Amount, string Currency, string Label, DateTimeOffset ImportedAt);

/// <summary>A page of imported orders, the latest first.</summary>
/// <param name="Items">The orders; with filters possibly fewer than asked for, or none, although there is a next page.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record ImportedOrderList(IReadOnlyList<ImportedOrder> Items, string? NextCursor);

/// <summary>
/// Shows what was imported from a marketplace, by date. Filters on amount and label scan a bounded number of orders per page:
/// indexes on them would make every import slower.
/// </summary>
internal static class ListImportedOrders
{
    const int ScanMax = 50_000;
    const int LabelMax = 200;

    sealed record Found(long? Id, DateTimeOffset? OrderDate, decimal Amount, string? Label, DateTimeOffset ImportedAt, long LastId, DateTimeOffset LastDate, bool HasMore);

    public static async Task<Results<Ok<ImportedOrderList>, ProblemHttpResult>> HandleAsync(
        MarketplaceDirectory marketplaces, Database database, [AsParameters] PageRequest request, CancellationToken cancellationToken, string? marketplace = null,
        QueryTime? from = null, QueryTime? to = null, QueryNumber? amountMin = null, QueryNumber? amountMax = null, string? label = null)
    {
        if (request.Read(out Page<(DateTimeOffset Date, long Id)> page) is { } invalid)
        {
            return invalid;
        }

        if (label?.Length is 0 or > LabelMax)
        {
            return Problems.Invalid("label", $"The label must have 1 to {LabelMax} characters.");
        }

        var (found, problem) = ChosenMarketplace.Of(marketplace, marketplaces);
        return found is { } chosen
            ? TypedResults.Ok(await ReadAsync(chosen, new(from?.Utc, to?.Utc, amountMin?.Value, amountMax?.Value, label), page, database, cancellationToken))
            : problem!;
    }

    sealed record Filter(DateTimeOffset? From, DateTimeOffset? To, decimal? AmountMin, decimal? AmountMax, string? Label)
    {
        public bool NeedsScan => AmountMin is not null || AmountMax is not null || Label is not null;

        // Wildcards of a pattern are literal in a label.
        public string? Pattern => Label is null ? null : $"%{Label.Replace(@"\", @"\\").Replace("%", @"\%").Replace("_", @"\_")}%";
    }

    static async Task<ImportedOrderList> ReadAsync(
        Marketplace marketplace, Filter filter, Page<(DateTimeOffset Date, long Id)> page, Database database, CancellationToken cancellationToken)
    {
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
                limit @Take
            )
            select f.id, f.order_date, coalesce(f.amount, 0) as amount, f.label, coalesce(f.imported_at, now()) as imported_at,
                   l.id as last_id, l.order_date as last_date,
                   exists (
                       select from imported_orders o
                       where o.marketplace = (select id from marketplaces where name = @marketplace)
                         and (@From::timestamptz is null or o.order_date >= @From) and (o.order_date, o.id) < (l.order_date, l.id)) as has_more
            from (select id, order_date from scanned order by order_date, id limit 1) l
            left join found f on true
            order by f.order_date desc, f.id desc
            """,
            new
            {
                marketplace = marketplace.Name, filter.From, filter.To, filter.AmountMin, filter.AmountMax, filter.Pattern,
                afterDate = page.After?.Date, afterId = page.After?.Id, scanMax = filter.NeedsScan ? ScanMax : page.Limit, page.Take,
            },
            cancellationToken);

        var (orders, nextCursor) = page.Cut(
            [
                .. from row in rows
                   where row.Id is not null
                   select new ImportedOrder(
                       row.Id!.Value, marketplace.Name, row.OrderDate!.Value, row.Amount, marketplace.Currency.Code, row.Label!, row.ImportedAt),
            ],
            order => (order.OrderDate, order.Id));
        return new(orders, nextCursor ?? (rows is [{ HasMore: true } last, ..] ? PageCursor.Encode(page.Format((last.LastDate, last.LastId))) : null));
    }
}
