namespace Cartwright.Platform.Clients;

/// <summary>What an instance that needs a token does next.</summary>
public enum TokenStep
{
    /// <summary>Use the token.</summary>
    Use,

    /// <summary>Use the token and replace it, because it expires soon.</summary>
    RefreshEarly,

    /// <summary>Log in: there is no valid token and no claim.</summary>
    LogIn,

    /// <summary>Wait: another instance logs in.</summary>
    Wait,

    /// <summary>Fail: logins are blocked after a failure.</summary>
    Blocked,
}

/// <summary>The token of a provider in the store. Durations that have passed are zero or negative.</summary>
/// <param name="Version">Increases with each token; 0 before the first.</param>
/// <param name="Box">The encrypted token; null before the first.</param>
/// <param name="Life">Its whole lifetime.</param>
/// <param name="Remaining">The time until it expires.</param>
/// <param name="ClaimedFor">The time until the present claim expires.</param>
/// <param name="BlockedFor">The time until the next login is allowed, after a failed one.</param>
/// <param name="BlockedReason">The cause of the failure.</param>
/// <param name="IsRefused">Whether the provider rejected the credentials.</param>
/// <param name="Failures">The number of failed logins in a row.</param>
public sealed record SharedToken(
    long Version,
    byte[]? Box,
    TimeSpan Life,
    TimeSpan Remaining,
    TimeSpan ClaimedFor,
    TimeSpan BlockedFor,
    string? BlockedReason,
    bool IsRefused,
    int Failures)
{
    static readonly TimeSpan EarlyMax = TimeSpan.FromSeconds(30);
    const double EarlyShare = 0.2;

    /// <summary>The state of a provider without an entry.</summary>
    public static SharedToken None { get; } = new(0, null, default, default, default, default, null, false, 0);

    /// <summary>The time before its expiry at which a token is replaced: 30 s, or a fifth of its lifetime if that is less.</summary>
    public static TimeSpan EarlyBy(TimeSpan life) => life * EarlyShare < EarlyMax ? life * EarlyShare : EarlyMax;

    /// <summary>The next step to a token that is newer than the rejected one.</summary>
    /// <param name="refused">The version that the provider rejected; 0 if none.</param>
    public TokenStep Next(long refused)
    {
        var isFree = ClaimedFor <= TimeSpan.Zero && BlockedFor <= TimeSpan.Zero;
        if (Box is not null && Version > refused && Remaining > TimeSpan.Zero)
        {
            return isFree && Remaining <= EarlyBy(Life) ? TokenStep.RefreshEarly : TokenStep.Use;
        }

        return isFree ? TokenStep.LogIn
            : BlockedFor > TimeSpan.Zero ? TokenStep.Blocked
            : TokenStep.Wait;
    }
}
