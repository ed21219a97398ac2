using Cartwright.Platform.Clients;
using Cartwright.Platform.Security;

namespace Cartwright.Imports;

/// <summary>
/// Gives an instance the token that all share. It has a copy and asks the store when that ends or is refused. Exactly one instance logs in for a
/// new one: before the old one ends, which the others go on with, or when it was refused, while the others wait.
/// </summary>
internal sealed partial class MarketplaceTokens : IDisposable
{
    /// <summary>What the key of the tokens is derived for.</summary>
    public const string Purpose = "imports marketplace tokens";

    /// <summary>The name of their store in the shared state.</summary>
    public const string StoreName = "marketplace-token";

    /// <summary>How long the right to log in is one instance's. When it has died another one does so after that.</summary>
    public static readonly TimeSpan ClaimedFor = TimeSpan.FromSeconds(10);

    // Whoever is slower than this must not be surprised by another login.
    static readonly TimeSpan LoginTimeout = ClaimedFor - TimeSpan.FromSeconds(2);

    // Longer than a claim, so that one instance may die meanwhile.
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(15);

    // A block that is over so soon is waited for.
    static readonly TimeSpan BlockMax = TimeSpan.FromSeconds(5);
    static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(250);
    const int PollMin = 25;
    const int PollMax = 100;
    const int OddRefusalsMax = 2;

    readonly string _marketplace;
    readonly ITokenStore _store;
    readonly SecretBox _secrets;
    readonly MarketplaceLogin _login;
    readonly TimeProvider _time;
    readonly ILogger _logger;
    readonly string _sealedAs;
    readonly CancellationTokenSource _stop = new();
    readonly CancellationToken _stopped;
    readonly Lock _lock = new();
    AccessToken? _current;
    Task<AccessToken>? _acquiring;
    Task? _refreshing;
    long _lookedAt;
    int _oddRefusals;

    public MarketplaceTokens(string marketplace, ITokenStore store, SecretBox secrets, MarketplaceLogin login, TimeProvider time, ILogger logger)
    {
        (_marketplace, _store, _secrets, _login, _time, _logger) = (marketplace, store, secrets, login, time, logger);
        // Bound to the account, too: the token of one is none of another.
        _sealedAs = $"{marketplace}/{login.Username}";
        _stopped = _stop.Token;
    }

    /// <summary>A token that is good, as far as anybody knows.</summary>
    /// <exception cref="MarketplaceUnavailableException">There is none at the moment.</exception>
    /// <exception cref="MarketplaceRefusedException">The marketplace does not let us in.</exception>
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

    /// <summary>The marketplace has taken a token.</summary>
    public void Accept(AccessToken token)
    {
        if (!token.WasAccepted)
        {
            token.Accept();
            Volatile.Write(ref _oddRefusals, 0);
        }
    }

    /// <summary>A newer token than one that was refused.</summary>
    /// <exception cref="MarketplaceUnavailableException">There is none at the moment.</exception>
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

    /// <summary>Lets the next call log in, although it was refused before.</summary>
    public Task UnblockAsync(CancellationToken cancellationToken) => _store.UnblockAsync(_marketplace, cancellationToken);

    public void Dispose()
    {
        _stop.Cancel();
        _stop.Dispose();
    }

    // Callers that need one at the same time share one search for it.
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

                        // Of another account, or under another secret.
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
            if (_refreshing is null && _time.GetElapsedTime(_lookedAt) >= LookAgain)
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
            // The old token goes on; whoever finds it ended hears what is wrong.
            LogFailed(_marketplace, error.Message);
        }
        catch (OperationCanceledException)
        {
            // The instance stops.
        }
        finally
        {
            lock (_lock)
            {
                (_refreshing, _lookedAt) = (null, _time.GetTimestamp());
            }
        }
    }

    AccessToken? TryTake(SharedToken shared, long askedAt) => _secrets.TryOpen(shared.Box, _sealedAs, out var value)
        ? Keep(new(shared.Version, value, shared.Life, EndOf(shared.Remaining, askedAt), isOwn: false))
        : null;

    /// <returns>The new token; null when it was not for this instance to get one, or it did not get one.</returns>
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
            NewToken token = new(replaces + 1, _secrets.Wrap(issued.Value, _sealedAs), issued.Life);
            if (!await _store.ReplaceAsync(_marketplace, claim, token, cancellationToken))
            {
                return null;
            }

            LogNew(_marketplace, token.Version, issued.Life);
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
            LogBlocked(_marketplace, block.Reason, block.Duration);
            return null;
        }
    }

    // Logging in goes well and is of no use: it must not be done for every page.
    async Task RejectAsync(AccessToken refused, CancellationToken cancellationToken)
    {
        var claim = Guid.CreateVersion7();
        if (await _store.TryClaimAsync(_marketplace, refused.Version, claim, ClaimedFor, cancellationToken))
        {
            const string reason = "It refuses tokens that it has just issued.";
            await _store.BlockAsync(_marketplace, claim, new(LoginBackoff.AfterRefusal(1), reason, true, 1), cancellationToken);
            LogBlocked(_marketplace, reason, LoginBackoff.AfterRefusal(1));
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

    [LoggerMessage(Level = LogLevel.Information, Message = "Logged in at marketplace {Marketplace}: token {Version} is good for {Life}")]
    partial void LogNew(string marketplace, long version, TimeSpan life);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Logging in at marketplace {Marketplace} failed, and nobody tries for {Pause}: {Reason}")]
    partial void LogBlocked(string marketplace, string reason, TimeSpan pause);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The token of marketplace {Marketplace} could not be replaced before its end: {Reason}")]
    partial void LogFailed(string marketplace, string reason);
}
