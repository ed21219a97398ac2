using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Imports;

/// <summary>The marketplace that a request is about.</summary>
internal static class ChosenMarketplace
{
    /// <summary>The one that is named, or the only one there is; else what to answer.</summary>
    public static (Marketplace? Marketplace, ProblemHttpResult? Problem) Of(string? name, MarketplaceDirectory marketplaces) => name switch
    {
        null when marketplaces.All is [var only] => (only, null),
        null => (null, Problems.Invalid("marketplace", "There are several marketplaces: name one.")),
        _ when marketplaces.Find(name) is { } found => (found, null),
        _ => (null, Unknown()),
    };

    /// <summary>Checks the marketplace that a list is filtered by.</summary>
    /// <returns>The problem to answer with (400); null when there is no filter, or the marketplace exists.</returns>
    public static ProblemHttpResult? Check(string? filter, MarketplaceDirectory marketplaces) =>
        filter is null || marketplaces.Find(filter) is not null ? null : Unknown();

    static ProblemHttpResult Unknown() => Problems.Invalid("marketplace", "There is no such marketplace.");
}
