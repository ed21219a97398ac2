using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;

namespace Cartwright.Storefront.Sessions;

/// <summary>Who asks for the current page: a guest who may have a cart, or a customer with a session.</summary>
internal sealed class Visitor(IHttpContextAccessor accessor)
{
    const string CartCookie = "cartwright_cart";

    public bool IsSignedIn => Context.User.Identity?.IsAuthenticated == true;

    public string Name => Context.User.FindFirstValue(SessionClaims.Name) ?? "";

    /// <summary>The customer's account; ask only where the visitor is known to be signed in.</summary>
    public Guid UserId => Guid.Parse(Context.User.FindFirstValue(SessionClaims.Subject) ?? throw new InvalidOperationException("The visitor is a guest."));

    /// <summary>The visitor's network address.</summary>
    public string? Address => Context.Connection.RemoteIpAddress?.ToString();

    public string? AccessToken => Properties?.GetTokenValue(SessionTokens.Access);

    /// <summary>The session at accounts that the visitor's tokens belong to.</summary>
    public Guid? SessionId => Properties is { } properties ? SessionTokens.SessionIdOf(properties) : null;

    public string? RefreshToken => Properties?.GetTokenValue(SessionTokens.Refresh);

    /// <summary>The guest's cart, when something was put into one.</summary>
    public Guid? CartId => Guid.TryParse(Context.Request.Cookies[CartCookie], out var id) ? id : null;

    HttpContext Context => accessor.HttpContext ?? throw new InvalidOperationException("There is no visitor outside of a request.");

    AuthenticationProperties? Properties => Context.Features.Get<IAuthenticateResultFeature>()?.AuthenticateResult?.Properties;

    public void RememberCart(Guid id) => Context.Response.Cookies.Append(CartCookie, id.ToString(), CookieOptions(TimeSpan.FromDays(30)));

    public void DeleteCart() => Context.Response.Cookies.Delete(CartCookie, CookieOptions(maxAge: null));

    CookieOptions CookieOptions(TimeSpan? maxAge) => new()
    {
        HttpOnly = true,
        SameSite = SameSiteMode.Lax,
        Secure = Context.Request.IsHttps,
        IsEssential = true,
        MaxAge = maxAge,
    };
}
