namespace Cartwright.Imports;

/// <summary>
/// Keeps the token of each marketplace, which all instances share, and lets one of them at a time replace it. All times are spans by the
/// store's own clock, so that those of the instances need not agree.
/// </summary>
internal interface ITokenStore
{
    /// <summary>What there is; a marketplace that nothing is known of has <see cref="SharedToken.None"/>.</summary>
    Task<SharedToken> ReadAsync(string marketplace, CancellationToken cancellationToken);

    /// <summary>Claims the right to replace a token, unless there is a newer one already, somebody else has it or logging in is blocked.</summary>
    /// <param name="marketplace">Whose.</param>
    /// <param name="replaces">The version of the token that is to be replaced.</param>
    /// <param name="claim">By which the claim is known.</param>
    /// <param name="duration">After that it is somebody else's turn.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<bool> TryClaimAsync(string marketplace, long replaces, Guid claim, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Puts a new token in place and ends the claim; false when the claim has become somebody else's.</summary>
    Task<bool> ReplaceAsync(string marketplace, Guid claim, NewToken token, CancellationToken cancellationToken);

    /// <summary>Notes that logging in failed and ends the claim; false when that has become somebody else's.</summary>
    Task<bool> BlockAsync(string marketplace, Guid claim, LoginBlock block, CancellationToken cancellationToken);

    /// <summary>Forgets that logging in failed: somebody has seen to it.</summary>
    Task UnblockAsync(string marketplace, CancellationToken cancellationToken);

    /// <summary>Ends a claim without a result.</summary>
    Task ReleaseAsync(string marketplace, Guid claim, CancellationToken cancellationToken);
}

/// <summary>A token that was just issued.</summary>
/// <param name="Version">One more than that of the token it replaces.</param>
/// <param name="Box">The token, encrypted.</param>
/// <param name="Life">How long it is good for, from now on.</param>
internal sealed record NewToken(long Version, byte[] Box, TimeSpan Life);

/// <summary>A login that failed.</summary>
/// <param name="Duration">How long nobody tries again.</param>
/// <param name="Reason">What went wrong.</param>
/// <param name="IsRefusal">Whether the marketplace said no, rather than nothing of use.</param>
/// <param name="Failures">How often in a row it has failed by now.</param>
internal sealed record LoginBlock(TimeSpan Duration, string Reason, bool IsRefusal, int Failures);
