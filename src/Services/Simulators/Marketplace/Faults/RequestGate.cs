using Cartwright.Platform.Http;

namespace Cartwright.Simulators;

/// <summary>A call that was let in.</summary>
/// <param name="Marketplace">Whose token it has.</param>
/// <param name="Settings">What held when it came.</param>
/// <param name="Dice">What chance has left for it.</param>
internal readonly record struct AdmittedCall(SimulatedMarketplace Marketplace, MarketplaceSettings Settings, FaultInjector Dice);

/// <summary>Where every call with a token passes: it is counted, and refused, failed or kept waiting as the settings of the marketplace say.</summary>
internal sealed class RequestGate(SimulatedMarketplaces marketplaces, MarketplaceTokens tokens, TimeProvider time)
{
    /// <summary>Lets a call in and has it answered, or refuses it.</summary>
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

        var dice = rules.ThrowDice();
        if (!rules.Allowance.TryTake() || dice.Hits(settings.TooManyRequests))
        {
            return MarketplaceRefusals.TooMany(marketplace, settings);
        }

        await Task.Delay(dice.Latency(settings), context.RequestAborted);
        if (dice.Hits(settings.Errors))
        {
            marketplace.Counts.Add(Counted.Errors);
            return Problems.Status(StatusCodes.Status500InternalServerError, "The marketplace failed, as its settings ask for.");
        }

        return await answer(new(marketplace, settings, dice));
    }
}
