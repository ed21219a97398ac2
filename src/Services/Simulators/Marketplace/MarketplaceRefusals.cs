using Cartwright.Platform.Http;

namespace Cartwright.Simulators;

/// <summary>The refusals that calls have in common.</summary>
internal static class MarketplaceRefusals
{
    /// <summary>401: log in (again).</summary>
    public static IResult Unauthorized(HttpContext context, string detail)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer";
        return Problems.Unauthorized(detail);
    }

    /// <summary>503: the marketplace is down.</summary>
    public static IResult Unavailable(SimulatedMarketplace marketplace, MarketplaceSettings settings)
    {
        marketplace.Counts.Add(Counted.Unavailable);
        return Problems.RetryLater(StatusCodes.Status503ServiceUnavailable, "The marketplace is down.", TimeSpan.FromSeconds(settings.RetryAfterSeconds));
    }

    /// <summary>429: too many requests.</summary>
    public static IResult TooMany(SimulatedMarketplace marketplace, MarketplaceSettings settings)
    {
        marketplace.Counts.Add(Counted.TooManyRequests);
        return Problems.RetryLater(StatusCodes.Status429TooManyRequests, "Too many requests.", TimeSpan.FromSeconds(settings.RetryAfterSeconds));
    }
}
