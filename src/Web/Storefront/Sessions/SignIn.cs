using System.Security.Claims;
using Cartwright.Storefront.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Cartwright.Storefront.Sessions;

/// <summary>Begins a customer's session: the cookie is written and what the guest had chosen is kept.</summary>
internal sealed class SignIn(AccountsApi accounts, CartsApi carts, Visitor visitor, TimeProvider clock, ILogger<SignIn> logger)
{
    /// <summary>Signs in with a password; answers the problem when that is refused.</summary>
    /// <param name="context">The request whose answer carries the cookie.</param>
    /// <param name="name">Email address or username.</param>
    /// <param name="password">The password.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<Problem?> WithPasswordAsync(HttpContext context, string name, string password, CancellationToken cancellationToken)
    {
        var byEmail = name.Contains('@', StringComparison.Ordinal);
        var login = await accounts.LoginAsync(new LoginRequest(byEmail ? name : null, byEmail ? null : name, password), cancellationToken);
        if (!login.Succeeded)
        {
            return login.Problem;
        }

        await WriteCookieAsync(context, login.Value);
        await KeepGuestCartAsync(login.Value.AccessToken, cancellationToken);
        return null;
    }

    async Task WriteCookieAsync(HttpContext context, Tokens tokens)
    {
        // The token comes from the accounts service itself, and every service checks its signature again.
        var token = new JsonWebToken(tokens.AccessToken);
        var claims = token.Claims.Where(x => x.Type is SessionClaims.Subject or SessionClaims.Name);
        var identity = new ClaimsIdentity(claims, CookieAuthenticationDefaults.AuthenticationScheme, SessionClaims.Name, roleType: null);
        var properties = new AuthenticationProperties { IsPersistent = true };
        SessionTokens.Store(properties, tokens, clock.GetUtcNow());
        await context.SignInAsync(new ClaimsPrincipal(identity), properties);
    }

    async Task KeepGuestCartAsync(string accessToken, CancellationToken cancellationToken)
    {
        if (visitor.CartId is not { } guestCart)
        {
            return;
        }

        try
        {
            if (await carts.MergeAsync(guestCart, accessToken, cancellationToken))
            {
                visitor.DeleteCart();
            }
        }
        catch (ServiceUnavailableException e)
        {
            // The sign-in succeeds; the cookie stays, and the next sign-in merges the cart.
            logger.GuestCartNotMerged(e, guestCart);
        }
    }
}
