using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Simulators;

/// <summary>Shows and changes the settings of a marketplace while it runs. They are kept by this instance, and until it ends.</summary>
internal static class ChangeMarketplace
{
    public static Results<Ok<MarketplaceSettings>, ProblemHttpResult> Show(string account, SimulatedMarketplaces marketplaces) =>
        marketplaces.Find(account) is { } marketplace ? TypedResults.Ok(marketplace.Rules.Shown) : Problems.NotFound("marketplace");

    public static Results<Ok<MarketplaceSettings>, Created<MarketplaceSettings>, ProblemHttpResult> Handle(
        string account, MarketplaceSettings settings, SimulatedMarketplaces marketplaces)
    {
        if (!SimulatedMarketplaceOptionsValidation.IsAccountName(account))
        {
            return Problems.Invalid("account", "It must have 1 to 100 letters, digits, dots, dashes, underscores and @.");
        }

        return marketplaces.Set(account, settings) switch
        {
            SimulatedMarketplaces.Change.Changed => TypedResults.Ok(Shown()),
            SimulatedMarketplaces.Change.Added => TypedResults.Created((string?)null, Shown()),
            SimulatedMarketplaces.Change.PasswordMissing => Problems.Invalid("password", "A new marketplace needs one."),
            _ => Problems.Conflict($"There are {SimulatedMarketplaces.CountMax} marketplaces already."),
        };

        MarketplaceSettings Shown() => marketplaces.Find(account)!.Rules.Shown;
    }
}
