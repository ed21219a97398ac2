using Cartwright.Platform.Clients;
using Cartwright.Platform.Security;

namespace Cartwright.Imports;

/// <summary>
/// Provides the token that all instances share. An instance caches it and reads the store when it expires or is rejected. One instance logs in for a
/// new one: before the old one expires, which the others still use, or after a rejection, while the others wait.
/// </summary>
internal sealed class MarketplaceTokens : IDisposable
{
    /// <summary>The purpose of the key that encrypts tokens.</summary>
    public const string Purpose = "imports marketplace tokens";

    /// <summary>The name of their store in the shared state.</summary>
    public const string StoreName = "marketplace-token";

    /// <summary>The time until a claim to log in expires, so that another instance takes over after a crash.</summary>
    public static readonly TimeSpan ClaimedFor = TimeSpan.FromSeconds(10);

    // A slow login ends before its claim expires.
    static readonly TimeSpan LoginTimeout = ClaimedFor - TimeSpan.FromSeconds(2);

    // Longer than a claim, so that one instance may crash meanwhile.
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    // Shorter blocks are waited for.
    static readonly TimeSpan BlockMax = TimeSpan.FromSeconds(5);
    static readonly TimeSpan RefreshPause = TimeSpan.FromMilliseconds(250);
    const int PollMin = 25;
    const int PollMax = 100;
    const int OddRefusalsMax = 2;

    readonly string _marketplace;
    readonly ITokenStore _store;
    readonly SecretBox _secrets;
    readonly MarketplaceLogin _login;
    readonly TimeProvider _time;
    readonly ILogger _logger;
    readonly string _boundTo;
    readonly CancellationTokenSource _stop = new();
    readonly CancellationToken _stopped;
    readonly Lock _lock = new();
    AccessToken? _current;
    Task<AccessToken>? _acquiring;
    Task? _refreshing;
    long _refreshedAt;
    int _oddRefusals;

    public MarketplaceTokens(string marketplace, ITokenStore store, SecretBox secrets, MarketplaceLogin login, TimeProvider time, ILogger logger)
    {
        (_marketplace, _store, _secrets, _login, _time, _logger) = (marketplace, store, secrets, login, time, logger);
        // Bound to the account too: an account must not use the token of another one.
        _boundTo = $"{marketplace}/{login.Username}";
        _stopped = _stop.Token;
    }

    /// <summary>Returns a token that has neither expired nor been rejected, as far as is known.</summary>
    /// <exception cref="MarketplaceUnavailableException">There is no token at present.</exception>
    /// <exception cref="MarketplaceRefusedException">The marketplace rejects the credentials.</exception>
    public ValueTask<AccessToken> GetAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _current) is not { } token || token.Remaining(_time) <= TimeSpan.Zero)
        {
            return new(AcquireAsync(0, cancellationToken));
        }

        if (token.IsDue(_time))
        {
            RefreshEarly();
        }

        return new(token);
    }

    /// <summary>Records that the marketplace accepted a token.</summary>
    public void Accept(AccessToken token)
    {
        if (!token.WasAccepted)
        {
            token.Accept();
            Volatile.Write(ref _oddRefusals, 0);
        }
    }

    /// <summary>Returns a newer token than a rejected one.</summary>
    /// <exception cref="MarketplaceUnavailableException">There is no token at present.</exception>
    /// <exception cref="MarketplaceRefusedException">The marketplace does not let us in, or refuses the tokens that it has just issued.</exception>
    public async Task<AccessToken> ReplaceAsync(AccessToken refused, CancellationToken cancellationToken)
    {
        if (refused.Refuse() && Interlocked.Increment(ref _oddRefusals) >= OddRefusalsMax)
        {
            Volatile.Write(ref _oddRefusals, 0);
            await RejectAsync(refused, cancellationToken);
        }

        return await AcquireAsync(refused.Version, cancellationToken);
    }

    /// <summary>Allows the next login at once, after rejected credentials.</summary>
    public Task UnblockAsync(CancellationToken cancellationToken) => _store.UnblockAsync(_marketplace, cancellationToken);

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    // Concurrent callers share one search.
    async Task<AccessToken> AcquireAsync(long refused, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task<AccessToken> acquiring;
            lock (_lock)
            {
                if (_current is { } current && current.Version > refused && current.Remaining(_time) > TimeSpan.Zero)
                {
                    return current;
                }

                acquiring = _acquiring ??= Task.Run(() => SearchAsync(refused, _stopped), CancellationToken.None);
            }

            if (await acquiring.WaitAsync(cancellationToken) is { } found && found.Version > refused)
            {
                return found;
            }
        }
    }

    async Task<AccessToken> SearchAsync(long refused, CancellationToken cancellationToken)
    {
        var began = _time.GetTimestamp();
        try
        {
            while (true)
            {
                var askedAt = _time.GetTimestamp();
                var shared = await _store.ReadAsync(_marketplace, cancellationToken);
                var left = Timeout - _time.GetElapsedTime(began);
                switch (shared.Next(refused))
                {
                    case TokenStep.Use or TokenStep.RefreshEarly:
                        if (TryTake(shared, askedAt) is { } taken)
                        {
                            return taken;
                        }

                        // A token of another account or secret.
                        refused = shared.Version;
                        continue;
                    case TokenStep.LogIn when await LogInAsync(shared, refused, cancellationToken) is { } fresh:
                        return fresh;
                    case TokenStep.Blocked when shared.IsRefused:
                        throw new MarketplaceRefusedException(shared.BlockedReason ?? "It refuses.");
                    case TokenStep.Blocked when shared.BlockedFor > BlockMax || shared.BlockedFor > left:
                        throw new MarketplaceUnavailableException($"Logging in fails: {shared.BlockedReason}", shared.BlockedFor, concernsAll: true);
                }

                if (left <= TimeSpan.Zero)
                {
                    throw new MarketplaceUnavailableException("Nobody gets a new token in time.", BlockMax, concernsAll: true);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.Next(PollMin, PollMax)), _time, cancellationToken);
            }
        }
        finally
        {
            lock (_lock)
            {
                _acquiring = null;
            }
        }
    }

    void RefreshEarly()
    {
        lock (_lock)
        {
            if (_refreshing is null && _time.GetElapsedTime(_refreshedAt) >= RefreshPause)
            {
                _refreshing = Task.Run(() => RefreshEarlyAsync(_stopped), CancellationToken.None);
            }
        }
    }

    async Task RefreshEarlyAsync(CancellationToken cancellationToken)
    {
        try
        {
            var askedAt = _time.GetTimestamp();
            var shared = await _store.ReadAsync(_marketplace, cancellationToken);
            switch (shared.Next(0))
            {
                case TokenStep.Use:
                    TryTake(shared, askedAt);
                    break;
                case TokenStep.RefreshEarly or TokenStep.LogIn:
                    await LogInAsync(shared, 0, cancellationToken);
                    break;
            }
        }
        catch (Exception error) when (!cancellationToken.IsCancellationRequested)
        {
            // The old token stays in use; a later call reports the error.
            _logger.TokenNotReplaced(_marketplace, error.Message);
        }
        catch (OperationCanceledException)
        {
            // The instance stops.
        }
        finally
        {
            lock (_lock)
            {
                (_refreshing, _refreshedAt) = (null, _time.GetTimestamp());
            }
        }
    }

    AccessToken? TryTake(SharedToken shared, long askedAt) => _secrets.TryOpen(shared.Box, _boundTo, out var value)
        ? Keep(new(shared.Version, value, shared.Life, EndOf(shared.Remaining, askedAt), isOwn: false))
        : null;

    /// <returns>The new token; null if another instance has the claim or the login failed.</returns>
    async Task<AccessToken?> LogInAsync(SharedToken shared, long refused, CancellationToken cancellationToken)
    {
        var claim = Guid.CreateVersion7();
        var replaces = Math.Max(shared.Version, refused);
        if (!await _store.TryClaimAsync(_marketplace, replaces, claim, ClaimedFor, cancellationToken))
        {
            return null;
        }

        using var deadline = new CancellationTokenSource(LoginTimeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, deadline.Token);
        try
        {
            var issued = await _login.LogInAsync(either.Token);
            var issuedAt = _time.GetTimestamp();
            NewToken token = new(replaces + 1, _secrets.Wrap(issued.Value, _boundTo), issued.Life);
            if (!await _store.ReplaceAsync(_marketplace, claim, token, cancellationToken))
            {
                return null;
            }

            _logger.LoggedIn(_marketplace, token.Version, issued.Life);
            return Keep(new(token.Version, issued.Value, issued.Life, EndOf(issued.Life, issuedAt), isOwn: true));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            await _store.ReleaseAsync(_marketplace, claim, CancellationToken.None);
            throw;
        }
        catch (Exception error) when (error is TransientFailureException or MarketplaceRefusedException or OperationCanceledException)
        {
            var failures = shared.Failures + 1;
            var block = error switch
            {
                MarketplaceRefusedException => new LoginBlock(LoginBackoff.AfterRefusal(failures), error.Message, true, failures),
                TransientFailureException failure => new(LoginBackoff.AfterFailure(failures, failure.RetryAfter), error.Message, false, failures),
                _ => new(LoginBackoff.AfterFailure(failures, null), "It does not answer in time.", false, failures),
            };
            await _store.BlockAsync(_marketplace, claim, block, cancellationToken);
            _logger.LoginFailed(_marketplace, block.Reason, block.Duration);
            return null;
        }
    }

    // A login succeeds but its token is rejected: a login per page would lock the account.
    async Task RejectAsync(AccessToken refused, CancellationToken cancellationToken)
    {
        var claim = Guid.CreateVersion7();
        if (await _store.TryClaimAsync(_marketplace, refused.Version, claim, ClaimedFor, cancellationToken))
        {
            const string reason = "It refuses tokens that it has just issued.";
            await _store.BlockAsync(_marketplace, claim, new(LoginBackoff.AfterRefusal(1), reason, true, 1), cancellationToken);
            _logger.LoginFailed(_marketplace, reason, LoginBackoff.AfterRefusal(1));
        }
    }

    AccessToken Keep(AccessToken token)
    {
        lock (_lock)
        {
            if (_current is null || _current.Version <= token.Version)
            {
                Volatile.Write(ref _current, token);
            }
        }

        return token;
    }

    long EndOf(TimeSpan remaining, long from) => from + (long)(remaining.TotalSeconds * _time.TimestampFrequency);
}
