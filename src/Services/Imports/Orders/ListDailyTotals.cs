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
    const int LimitDefault = 31;
    const int LimitMax = 1000;

    public static async Task<Results<Ok<DayTotals>, ProblemHttpResult>> HandleAsync(
        MarketplaceDirectory marketplaces, Database database, [AsParameters] PageRequest request, CancellationToken cancellationToken,
        string? marketplace = null, QueryDate? from = null, QueryDate? to = null)
    {
        if (request.Read(out Page<DateOnly> page, LimitDefault, LimitMax) is { } invalid)
        {
            return invalid;
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
              and (@from::date is null or day >= @from) and (@to::date is null or day <= @to) and (@After::date is null or day < @After)
            group by day order by day desc limit @Take
            """,
            new { chosen.Name, from = from?.Value, to = to?.Value, page.After, page.Take },
            cancellationToken);
        var (items, nextCursor) = page.Cut(days, day => day.Day);
        return TypedResults.Ok(new DayTotals(chosen.Name, chosen.Currency.Code, items, nextCursor));
    }
}
