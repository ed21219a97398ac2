using Cartwright.Platform.Security;
using Cartwright.Storefront.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Components.Endpoints;

namespace Cartwright.Storefront.Sessions;

/// <summary>
/// Exchanges the tokens of a session shortly before they expire, so that customers stay signed in while they shop. The cookie of a session that has ended
/// is not valid any more.
/// </summary>
internal sealed class RefreshSession(AccountsApi accounts, RecentRefreshes recent, RevokedSessions revoked, TimeProvider clock) : CookieAuthenticationEvents
{
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        if (SessionTokens.SessionIdOf(context.Properties) is { } sessionId && revoked.Contains(sessionId))
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync();
            return;
        }

        if (!SessionTokens.AreAboutToExpire(context.Properties, clock.GetUtcNow()))
        {
            return;
        }

        var refreshToken = context.Properties.GetTokenValue(SessionTokens.Refresh);
        if (refreshToken is null)
        {
            context.RejectPrincipal();
            return;
        }

        try
        {
            var exchange = await recent.ExchangeAsync(refreshToken, accounts.RefreshAsync);
            if (exchange.Succeeded)
            {
                SessionTokens.Store(context.Properties, exchange.Value, clock.GetUtcNow());
                context.ShouldRenew = true;
            }
            else if (exchange.Problem.Status == StatusCodes.Status401Unauthorized)
            {
                context.RejectPrincipal();
                await context.HttpContext.SignOutAsync();
            }
        }
        catch (ServiceUnavailableException)
        {
            // Accounts is unavailable, but the session goes on: the current token may be valid for another minute.
        }
    }

    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        // A form without a page is no target after the sign-in.
        var isPage = context.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null;
        context.RedirectUri = isPage ? context.RedirectUri : "/login";
        return base.RedirectToLogin(context);
    }
}
