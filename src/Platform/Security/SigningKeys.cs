using System.Collections.Frozen;
using Microsoft.IdentityModel.Tokens;

namespace Cartwright.Platform.Security;

/// <summary>The public keys of the accounts service (JWKS, RFC 7517), fetched when a token names an unknown key.</summary>
public sealed class SigningKeys(IHttpClientFactory clients, TimeProvider time, ILogger<SigningKeys> logger) : IDisposable
{
    // Tokens with invented key ids must not cause a call to accounts per request.
    static readonly TimeSpan FetchInterval = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Refresh = TimeSpan.FromMinutes(5);

    readonly SemaphoreSlim _gate = new(1);
    FrozenDictionary<string, SecurityKey> _keys = FrozenDictionary<string, SecurityKey>.Empty;
    DateTimeOffset _fetchedAt = DateTimeOffset.MinValue;

    /// <summary>Returns the key of an id, or null if accounts does not publish it.</summary>
    /// <exception cref="HttpRequestException">The key is unknown and accounts does not answer: the token can be neither accepted nor rejected.</exception>
    public async ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var known = _keys.GetValueOrDefault(keyId);
        var age = time.GetUtcNow() - _fetchedAt;
        if (known is not null ? age < Refresh : age < FetchInterval)
        {
            return known;
        }

        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (time.GetUtcNow() - _fetchedAt >= FetchInterval)
            {
                await FetchAsync(keyId, cancellationToken);
            }
        }
        finally
        {
            _gate.Release();
        }

        return _keys.GetValueOrDefault(keyId);
    }

    /// <inheritdoc/>
    public void Dispose() => _gate.Dispose();

    async Task FetchAsync(string keyId, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient("accounts");
            var json = await client.GetStringAsync(new Uri("/.well-known/jwks.json", UriKind.Relative), cancellationToken);
            _keys = new JsonWebKeySet(json).Keys.Where(k => k.KeyId is not null).ToFrozenDictionary(k => k.KeyId, SecurityKey (k) => k);
            _fetchedAt = time.GetUtcNow();
        }
        catch (Exception error) when (_keys.ContainsKey(keyId) && error is (HttpRequestException or Polly.ExecutionRejectedException or ArgumentException))
        {
            // The known keys stay in use.
            logger.SigningKeysUnavailable(error.Message);
        }
    }
}
