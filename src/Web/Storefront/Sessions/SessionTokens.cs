using System.Globalization;
using Cartwright.Storefront.Api;
using Microsoft.AspNetCore.Authentication;

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

    /// <summary>Whether the access token has to be exchanged before it is used again.</summary>
    public static bool AreAboutToExpire(AuthenticationProperties properties, DateTimeOffset now) =>
        !DateTimeOffset.TryParse(properties.GetTokenValue(ExpiresAt), CultureInfo.InvariantCulture, out var expiry)
        || expiry - now < TimeSpan.FromMinutes(1);
}
