using System.Collections.Concurrent;
using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cartwright.Platform.Security;

/// <summary>
/// Verifies access tokens (JWS with ES256, RFC 7515 and 7518) against the published keys. A verification takes tens of microseconds, so results are
/// cached for at most a minute, which also bounds the use of a withdrawn key. A token whose session has ended is not valid any more.
/// </summary>
public sealed class TokenVerifier(SigningKeys keys, RevokedSessions revoked, TimeProvider time)
{
    /// <summary>The issuer of the tokens.</summary>
    public const string Issuer = "cartwright";

    /// <summary>The audience of the tokens.</summary>
    public const string Audience = "cartwright";

    /// <summary>The name of the authentication scheme.</summary>
    public const string Scheme = "Bearer";

    const int KnownMax = 20_000;
    const int TokenLengthMax = 4096;
    static readonly TimeSpan KnownFor = TimeSpan.FromMinutes(1);

    readonly ConcurrentDictionary<string, Known> _known = new();
    readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = TokenLengthMax };

    sealed record Known(ClaimsPrincipal User, DateTimeOffset Until);

    /// <summary>
    /// Returns the user of a token, or null if it is invalid: malformed, expired, tampered with, of another issuer or algorithm, or of an ended session.
    /// </summary>
    public async ValueTask<ClaimsPrincipal?> VerifyAsync(string token, CancellationToken cancellationToken) =>
        await IdentifyAsync(token, cancellationToken) is { } user && !revoked.Contains(user) ? user : null;

    async ValueTask<ClaimsPrincipal?> IdentifyAsync(string token, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        if (_known.TryGetValue(token, out var known))
        {
            if (known.Until > now)
            {
                return known.User;
            }

            _known.TryRemove(token, out _);
        }

        if (token.Length > TokenLengthMax || !_handler.CanReadToken(token))
        {
            return null;
        }

        var keyId = KeyId(token);
        if (keyId is null || await keys.FindAsync(keyId, cancellationToken) is not { } key)
        {
            return null;
        }

        var result = await _handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = Issuer,
            ValidAudience = Audience,
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            IssuerSigningKey = key,
            RequireSignedTokens = true,
            RequireExpirationTime = true,
            ClockSkew = TimeSpan.FromSeconds(5),
            NameClaimType = "name",
            RoleClaimType = "role",
            LifetimeValidator = (notBefore, expires, _, parameters) =>
                expires is not null && expires.Value + parameters.ClockSkew > now.UtcDateTime && (notBefore is null || notBefore.Value - parameters.ClockSkew < now.UtcDateTime),
        });
        if (!result.IsValid)
        {
            return null;
        }

        var user = new ClaimsPrincipal(result.ClaimsIdentity);
        if (_known.Count >= KnownMax)
        {
            _known.Clear();
        }

        var expiry = new DateTimeOffset(result.SecurityToken.ValidTo, TimeSpan.Zero);
        _known[token] = new Known(user, expiry < now + KnownFor ? expiry : now + KnownFor);
        return user;
    }

    // A token of accounts always names its key; without one accounts need not be asked.
    string? KeyId(string token)
    {
        try
        {
            return _handler.ReadJsonWebToken(token).Kid is { Length: > 0 } keyId ? keyId : null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
