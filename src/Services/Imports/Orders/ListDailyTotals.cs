using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Imports;

/// <summary>What was ordered at a marketplace on a day.</summary>
/// <param name="Day">The day, in UTC.</param>
/// <param name="Orders">How many orders.</param>
/// <param name="Amount">What they amount to together.</param>
public sealed record DayTotal(DateOnly Day, long Orders, decimal Amount);

/// <summary>Totals per day, the latest first.</summary>
/// <param name="Marketplace">The marketplace.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Items">The days on which there are orders.</param>
/// <param name="NextCursor">Where the next page begins; null on the last one.</param>
public sealed record DayTotals(string Marketplace, string Currency, IReadOnlyList<DayTotal> Items, string? NextCursor);

/// <summary>Shows totals per day, from what each import added to them: as quick for millions of orders as for a few.</summary>
internal static class ListDailyTotals
{
    const string DayFormat = "yyyy-MM-dd";

    public static async Task<Results<Ok<DayTotals>, ProblemHttpResult>> HandleAsync(
        MarketplaceDirectory marketplaces, Database database, CancellationToken cancellationToken, string? marketplace = null,
        DateOnly? from = null, DateOnly? to = null, int limit = 31, string? cursor = null)
    {
        if (limit is < 1 or > 1000)
        {
            return Problems.Invalid("limit", "The limit must be 1 to 1000.");
        }

        DateOnly? before = null;
        if (cursor is not null)
        {
            if (!PageCursor.TryDecode(cursor, 1, out var parts) || !DateOnly.TryParseExact(parts[0], DayFormat, out var day))
            {
                return Problems.Invalid("cursor", "This is not a cursor of this list.");
            }

            before = day;
        }

        var (chosen, problem) = ChosenMarketplace.Of(marketplace, marketplaces);
        if (chosen is null)
        {
            return problem!;
        }

        var days = await database.QueryAsync<DayTotal>(
            """
            select day, sum(orders)::bigint as orders, sum(amount) as amount from imported_days
            where marketplace = (select id from marketplaces where name = @Name)
              and (@from::date is null or day >= @from) and (@to::date is null or day <= @to) and (@before::date is null or day < @before)
            group by day order by day desc limit @limit
            """,
            new { chosen.Name, from, to, before, limit },
            cancellationToken);
        return TypedResults.Ok(new DayTotals(
            chosen.Name, chosen.Currency, days, days.Count == limit ? PageCursor.Encode(days[^1].Day.ToString(DayFormat, null)) : null));
    }
}
