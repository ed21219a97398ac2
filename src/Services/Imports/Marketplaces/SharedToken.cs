namespace Cartwright.Imports;

/// <summary>What an instance that needs a token does about the one that all share.</summary>
internal enum TokenStep
{
    /// <summary>It is good.</summary>
    Use,

    /// <summary>It is good, and should be replaced before it is not.</summary>
    RefreshEarly,

    /// <summary>There is none that is good, and nobody sees to it.</summary>
    LogIn,

    /// <summary>Somebody else is logging in.</summary>
    Wait,

    /// <summary>Logging in failed a moment ago.</summary>
    Blocked,
}

/// <summary>The token of a marketplace as the store has it. Spans that are over are zero or negative.</summary>
/// <param name="Version">Rises with each token; 0 before the first.</param>
/// <param name="Box">The token, encrypted; null before the first.</param>
/// <param name="Life">How long it was good for in all.</param>
/// <param name="Remaining">How long it is good for.</param>
/// <param name="ClaimedFor">How long the right to replace it is somebody's.</param>
/// <param name="BlockedFor">How long nobody tries to log in, after a login that failed.</param>
/// <param name="BlockedReason">What went wrong then.</param>
/// <param name="IsRefused">Whether the marketplace said no then.</param>
/// <param name="Failures">How often in a row logging in has failed.</param>
internal sealed record SharedToken(
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

    /// <summary>Of a marketplace that nothing is known of.</summary>
    public static SharedToken None { get; } = new(0, null, default, default, default, default, null, false, 0);

    /// <summary>How long before its end a token is replaced: half a minute, or a fifth of its life when that is less.</summary>
    public static TimeSpan EarlyBy(TimeSpan life) => life * EarlyShare < EarlyMax ? life * EarlyShare : EarlyMax;

    /// <summary>What to do for a token that is newer than the one the marketplace has refused.</summary>
    /// <param name="refused">The version that it refused; 0 when it has refused none.</param>
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
