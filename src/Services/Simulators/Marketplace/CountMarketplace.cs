using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Simulators;

/// <summary>Shows the counts of a marketplace, by which a test checks its client.</summary>
internal static class CountMarketplace
{
    public static Results<Ok<MarketplaceCountsResponse>, ProblemHttpResult> Show(string account, SimulatedMarketplaces marketplaces) =>
        marketplaces.Find(account) is { } marketplace ? TypedResults.Ok(marketplace.Counts.Read()) : Problems.NotFound("marketplace");

    public static Results<NoContent, ProblemHttpResult> Reset(string account, SimulatedMarketplaces marketplaces)
    {
        if (marketplaces.Find(account) is not { } marketplace)
        {
            return Problems.NotFound("marketplace");
        }

        marketplace.Counts.Reset();
        return TypedResults.NoContent();
    }
}
