using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cartwright.Accounts;

/// <summary>Issues access tokens (JWS with ES256) that every service can verify without a call.</summary>
internal sealed class AccessTokens(KeyRing ring, IOptions<AccountsOptions> options, TimeProvider time)
{
    readonly JsonWebTokenHandler _handler = new();

    /// <summary>Signs a token for a user, which is valid while the session goes on.</summary>
    public string Issue(TokenSubject subject, Guid sessionId)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var claims = new Dictionary<string, object>
        {
            ["sub"] = subject.UserId.ToString(),
            ["name"] = subject.Username,
            ["email"] = subject.Email,
            ["role"] = subject.Roles.Split(' '),
            ["sid"] = sessionId.ToString(),
            ["jti"] = Guid.CreateVersion7(time.GetUtcNow()).ToString(),
        };
        // Standard claims of OpenID Connect. A parcel needs a name where the client names no recipient.
        AddIfAny(claims, "given_name", subject.FirstName);
        AddIfAny(claims, "family_name", subject.LastName);
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = TokenVerifier.Issuer,
            Audience = TokenVerifier.Audience,
            IssuedAt = now,
            NotBefore = now,
            Expires = now + options.Value.AccessTokenLife,
            Claims = claims,
            SigningCredentials = ring.Current.Credentials,
        });
    }

    static void AddIfAny(Dictionary<string, object> claims, string name, string? value)
    {
        if (value is not null)
        {
            claims.Add(name, value);
        }
    }
}
