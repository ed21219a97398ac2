using System.Globalization;
using Cartwright.Storefront.Api;
using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.JsonWebTokens;

namespace Cartwright.Storefront.Sessions;

/// <summary>How the tokens of a session are kept in the session cookie's encrypted ticket.</summary>
internal static class SessionTokens
{
    public const string Access = "access_token";
    public const string Refresh = "refresh_token";
    const string ExpiresAt = "expires_at";

    public static void Store(AuthenticationProperties properties, Tokens tokens, DateTimeOffset now) =>
        properties.StoreTokens(
        [
            new AuthenticationToken { Name = Access, Value = tokens.AccessToken },
            new AuthenticationToken { Name = Refresh, Value = tokens.RefreshToken },
            new AuthenticationToken { Name = ExpiresAt, Value = now.AddSeconds(tokens.ExpiresIn).ToString("O", CultureInfo.InvariantCulture) },
        ]);

    /// <summary>The session at accounts that the tokens belong to; null if they do not name it.</summary>
    public static Guid? SessionIdOf(AuthenticationProperties properties) =>
        properties.GetTokenValue(Access) is { } token
        && new JsonWebToken(token).TryGetPayloadValue("sid", out string sessionId) && Guid.TryParse(sessionId, out var id) ? id : null;

    /// <summary>Whether the access token has to be exchanged before it is used again.</summary>
    public static bool AreAboutToExpire(AuthenticationProperties properties, DateTimeOffset now) =>
        !DateTimeOffset.TryParse(properties.GetTokenValue(ExpiresAt), CultureInfo.InvariantCulture, out var expiry)
        || expiry - now < TimeSpan.FromMinutes(1);
}
