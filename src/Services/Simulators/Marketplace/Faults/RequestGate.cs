using Cartwright.Platform.Http;

namespace Cartwright.Simulators;

/// <summary>Every call with a token passes here: it is counted, and refused, failed or delayed by the settings of the marketplace.</summary>
internal sealed class RequestGate(SimulatedMarketplaces marketplaces, MarketplaceTokens tokens, TimeProvider time)
{
    /// <summary>Admits a call and answers it, or refuses it.</summary>
    public async Task<IResult> ServeAsync(HttpContext context, Func<AdmittedCall, Task<IResult>> answer)
    {
        if (await tokens.FindAsync(context.Request) is not { } token || marketplaces.Find(token.Account) is not { } marketplace)
        {
            return MarketplaceRefusals.Unauthorized(context, "A token of the marketplace is needed.");
        }

        marketplace.Counts.Add(Counted.Requests);
        marketplace.Counts.Enter();
        try
        {
            return await ServeAsync(context, token, marketplace, answer);
        }
        finally
        {
            marketplace.Counts.Leave();
        }
    }

    async Task<IResult> ServeAsync(HttpContext context, MarketplaceToken token, SimulatedMarketplace marketplace, Func<AdmittedCall, Task<IResult>> answer)
    {
        var rules = marketplace.Rules;
        var settings = rules.Settings;
        if (settings.Down)
        {
            return MarketplaceRefusals.Unavailable(marketplace, settings);
        }

        if (!token.Use(settings.TokenCalls, time.GetUtcNow()))
        {
            marketplace.Counts.Add(Counted.Unauthorized);
            return MarketplaceRefusals.Unauthorized(context, "The token has expired.");
        }

        var faults = rules.NextFaults();
        if (!rules.Allowance.TryTake() || faults.Occurs(settings.TooManyRequests))
        {
            return MarketplaceRefusals.TooMany(marketplace, settings);
        }

        await Task.Delay(faults.Latency(settings), context.RequestAborted);
        if (faults.Occurs(settings.Errors))
        {
            marketplace.Counts.Add(Counted.Errors);
            return Problems.Status(StatusCodes.Status500InternalServerError, "The marketplace failed, as its settings ask for.");
        }

        return await answer(new(marketplace, settings, faults));
    }
}
