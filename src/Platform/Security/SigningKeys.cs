using System.Collections.Frozen;
using Microsoft.IdentityModel.Tokens;

namespace Cartwright.Platform.Security;

/// <summary>The public keys of the accounts service (JWKS, RFC 7517), fetched when a token names one that is not known yet.</summary>
public sealed partial class SigningKeys(IHttpClientFactory clients, TimeProvider time, ILogger<SigningKeys> logger) : IDisposable
{
    // A token with an invented key id must not make every service ask accounts for each request.
    static readonly TimeSpan FetchInterval = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Refresh = TimeSpan.FromMinutes(5);

    readonly SemaphoreSlim _one = new(1);
    FrozenDictionary<string, SecurityKey> _keys = FrozenDictionary<string, SecurityKey>.Empty;
    DateTimeOffset _fetchedAt = DateTimeOffset.MinValue;

    /// <summary>The key of an id, or null when accounts does not publish it.</summary>
    /// <exception cref="HttpRequestException">The key is not known here and accounts does not answer: whether the token is valid cannot be said now.</exception>
    public async ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var known = _keys.GetValueOrDefault(keyId);
        var age = time.GetUtcNow() - _fetchedAt;
        if (known is not null ? age < Refresh : age < FetchInterval)
        {
            return known;
        }

        await _one.WaitAsync(cancellationToken);
        try
        {
            if (time.GetUtcNow() - _fetchedAt >= FetchInterval)
            {
                await FetchAsync(keyId, cancellationToken);
            }
        }
        finally
        {
            _one.Release();
        }

        return _keys.GetValueOrDefault(keyId);
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

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
            // The keys known so far go on.
            LogUnavailable(error.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "The signing keys cannot be fetched: {Reason}")]
    partial void LogUnavailable(string reason);
}
