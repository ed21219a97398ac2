using System.Collections.Concurrent;
using Cartwright.Platform.Security;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Cartwright.Simulators;

/// <summary>
/// Issues tokens (JWS with HS256, RFC 7515 and 7518) and knows them again, on every instance and after a restart: the key is the system's.
/// A token is verified once; after that it is known by its text, together with the calls that it has served here.
/// </summary>
internal sealed class MarketplaceTokens(SystemSecret secret, TimeProvider time)
{
    const string Prefix = "Bearer ";
    const int LengthMax = 4096;
    const int KnownMax = 20_000;

    // Without an id: a token that names a key would be taken for one of the shop's own, whose keys are asked for.
    readonly SymmetricSecurityKey _key = new(secret.Derive("marketplace simulator tokens"));
    readonly JsonWebTokenHandler _handler = new() { MaximumTokenSizeInBytes = LengthMax };
    readonly ConcurrentDictionary<string, MarketplaceToken> _known = new(StringComparer.Ordinal);

    /// <summary>A new token of an account.</summary>
    public string Issue(string account, TimeSpan lifetime)
    {
        var now = time.GetUtcNow().UtcDateTime;
        return _handler.CreateToken(new SecurityTokenDescriptor
        {
            IssuedAt = now,
            NotBefore = now,
            Expires = now + lifetime,
            // With an id of its own, so that two tokens of the same second are two.
            Claims = new Dictionary<string, object> { ["sub"] = account, ["jti"] = Guid.NewGuid().ToString("N") },
            SigningCredentials = new SigningCredentials(_key, SecurityAlgorithms.HmacSha256),
        });
    }

    /// <summary>The token of a request, expired or not; null when there is none or it was never issued.</summary>
    public async ValueTask<MarketplaceToken?> FindAsync(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var text = header[Prefix.Length..].Trim();
        if (_known.TryGetValue(text, out var known))
        {
            return known;
        }

        if (text.Length > LengthMax || !_handler.CanReadToken(text) || await VerifyAsync(text) is not { } token)
        {
            return null;
        }

        if (_known.Count >= KnownMax)
        {
            _known.Clear();
        }

        return _known.GetOrAdd(text, token);
    }

    async Task<MarketplaceToken?> VerifyAsync(string text)
    {
        var result = await _handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidateIssuer = false,
            ValidateAudience = false,
            // Whether it has expired is asked at each call.
            ValidateLifetime = false,
            ValidAlgorithms = [SecurityAlgorithms.HmacSha256],
            IssuerSigningKey = _key,
            RequireSignedTokens = true,
        });
        return result.IsValid && result.SecurityToken is JsonWebToken token ? new(token.Subject, new DateTimeOffset(token.ValidTo, TimeSpan.Zero)) : null;
    }
}
