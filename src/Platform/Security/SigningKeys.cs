using System.Collections.Frozen;
using Cartwright.Platform.Jobs;
using Microsoft.IdentityModel.Tokens;

namespace Cartwright.Platform.Security;

/// <summary>
/// The public keys of the accounts service (JWKS, RFC 7517). A known key is returned at once, and old keys are fetched again in the background. Only tokens
/// of unknown keys wait for accounts; all of them share one call.
/// </summary>
public sealed class SigningKeys(IHttpClientFactory clients, TimeProvider time, ILogger<SigningKeys> logger) : IDisposable
{
    // Tokens with invented key ids must not cause a call to accounts per request.
    static readonly TimeSpan FetchInterval = TimeSpan.FromSeconds(5);
    static readonly TimeSpan Refresh = TimeSpan.FromMinutes(5);

    // A new key may sign 6 seconds after its publication at the earliest (Accounts:KeyLead), so no wait is longer than the usual interval.
    static readonly Backoff AfterFailure = new(TimeSpan.FromMilliseconds(250), FetchInterval);

    readonly Lock _gate = new();
    readonly CancellationTokenSource _stopping = new();
    volatile Published _published = new(FrozenDictionary<string, SecurityKey>.Empty, DateTimeOffset.MinValue);
    Task? _fetch;
    DateTimeOffset _nextFetchAt = DateTimeOffset.MinValue;
    int _failures;

    sealed record Published(FrozenDictionary<string, SecurityKey> Keys, DateTimeOffset FetchedAt);

    /// <summary>Returns the key of an id, or null if accounts does not publish it.</summary>
    /// <exception cref="HttpRequestException">The key is unknown and accounts does not answer: the token can be neither accepted nor rejected.</exception>
    public async ValueTask<SecurityKey?> FindAsync(string keyId, CancellationToken cancellationToken)
    {
        var published = _published;
        if (published.Keys.TryGetValue(keyId, out var known))
        {
            if (time.GetUtcNow() - published.FetchedAt >= Refresh)
            {
                _ = Fetch();
            }

            return known;
        }

        await Fetch().WaitAsync(cancellationToken);
        return _published.Keys.GetValueOrDefault(keyId) ?? (HasFailed ? throw new HttpRequestException("The signing keys cannot be fetched.") : null);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stopping.Cancel();
        _stopping.Dispose();
    }

    bool HasFailed
    {
        get
        {
            lock (_gate)
            {
                return _failures > 0;
            }
        }
    }

    // The call in progress, or a new one unless it is too early for another. It never fails.
    Task Fetch()
    {
        lock (_gate)
        {
            if (_fetch is not { IsCompleted: false } && time.GetUtcNow() >= _nextFetchAt && !_stopping.IsCancellationRequested)
            {
                var stopping = _stopping.Token;
                // Outside of the lock, and not cancelled with the request that is the first to need it.
                _fetch = Task.Run(() => FetchAsync(stopping), CancellationToken.None);
            }

            return _fetch ?? Task.CompletedTask;
        }
    }

    async Task FetchAsync(CancellationToken stopping)
    {
        try
        {
            using var client = clients.CreateClient("accounts");
            var json = await client.GetStringAsync(new Uri("/.well-known/jwks.json", UriKind.Relative), stopping);
            var keys = new JsonWebKeySet(json).Keys.Where(k => k.KeyId is not null).ToFrozenDictionary(k => k.KeyId, SecurityKey (k) => k);
            var now = time.GetUtcNow();
            _published = new(keys, now);
            Ended(failed: false, now);
        }
        catch (Exception error)
        {
            // Known keys stay in use, and the tokens of others are asked about again after the wait.
            Ended(failed: true, time.GetUtcNow());
            if (!stopping.IsCancellationRequested)
            {
                logger.SigningKeysUnavailable(error.Message);
            }
        }
    }

    void Ended(bool failed, DateTimeOffset now)
    {
        lock (_gate)
        {
            _failures = failed ? _failures + 1 : 0;
            _nextFetchAt = now + (failed ? AfterFailure.After(_failures, Random.Shared.NextDouble()) : FetchInterval);
        }
    }
}
