using System.ComponentModel.DataAnnotations;
using System.Security.Cryptography;
using System.Text;

namespace Cartwright.Simulators;

/// <summary>The credentials of an account.</summary>
/// <param name="Username">The name of the account.</param>
/// <param name="Password">Its password.</param>
public sealed record MarketplaceLogInRequest(
    [property: StringLength(100, MinimumLength = 1)] string Username,
    [property: StringLength(200, MinimumLength = 1)] string Password);

/// <summary>A token for the other calls.</summary>
/// <param name="Token">A JWT; its <c>exp</c> says when it expires.</param>
public sealed record MarketplaceLogInResponse(string Token);

/// <summary>Issues a token for the password of an account.</summary>
internal static class LogIn
{
    public static async Task<IResult> HandleAsync(
        MarketplaceLogInRequest request, SimulatedMarketplaces marketplaces, MarketplaceTokens tokens, HttpContext context, CancellationToken cancellationToken)
    {
        if (marketplaces.Find(request.Username) is not { } marketplace)
        {
            return MarketplaceRefusals.Unauthorized(context, "The username or the password is wrong.");
        }

        var rules = marketplace.Rules;
        var settings = rules.Settings;
        if (settings.Down)
        {
            return MarketplaceRefusals.Unavailable(marketplace, settings);
        }

        await Task.Delay(rules.NextFaults().Latency(settings), cancellationToken);
        if (settings.RefuseLogins || !IsPassword(request.Password, settings.Password!))
        {
            marketplace.Counts.Add(Counted.RefusedLogins);
            return MarketplaceRefusals.Unauthorized(context, "The username or the password is wrong.");
        }

        marketplace.Counts.Add(Counted.Logins);
        return TypedResults.Ok(new MarketplaceLogInResponse(tokens.Issue(marketplace.Account, TimeSpan.FromSeconds(settings.TokenLifetimeSeconds))));
    }

    static bool IsPassword(string given, string expected) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(given), Encoding.UTF8.GetBytes(expected));
}
