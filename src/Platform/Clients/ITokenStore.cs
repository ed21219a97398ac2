namespace Cartwright.Platform.Clients;

/// <summary>
/// Keeps one token per provider for all instances, and lets one instance at a time replace it. All times are durations by the
/// clock of the store, so the clocks of the instances need not agree.
/// </summary>
public interface ITokenStore
{
    /// <summary>Returns the token of a provider, or <see cref="SharedToken.None"/>.</summary>
    Task<SharedToken> ReadAsync(string provider, CancellationToken cancellationToken);

    /// <summary>Claims the right to replace a token. Fails if there is a newer token, another claim, or a block on logins.</summary>
    /// <param name="provider">The provider.</param>
    /// <param name="replaces">The version of the token to replace.</param>
    /// <param name="claim">The id of the claim.</param>
    /// <param name="duration">The time until the claim expires.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    Task<bool> TryClaimAsync(string provider, long replaces, Guid claim, TimeSpan duration, CancellationToken cancellationToken);

    /// <summary>Stores a new token and ends the claim; false if the claim expired and another instance has one.</summary>
    Task<bool> ReplaceAsync(string provider, Guid claim, NewToken token, CancellationToken cancellationToken);

    /// <summary>Blocks logins after a failed one and ends the claim; false if the claim expired and another instance has one.</summary>
    Task<bool> BlockAsync(string provider, Guid claim, LoginBlock block, CancellationToken cancellationToken);

    /// <summary>Removes the block on logins, after a person resolved the cause.</summary>
    Task UnblockAsync(string provider, CancellationToken cancellationToken);

    /// <summary>Ends a claim without a new token.</summary>
    Task ReleaseAsync(string provider, Guid claim, CancellationToken cancellationToken);
}

/// <summary>
/// A fast copy of an <see cref="ITokenStore"/>, which may lose tokens. Every method throws
/// <see cref="Hosting.SharedStateUnavailableException"/> if there is no answer in time.
/// </summary>
public interface ISharedTokenStore : ITokenStore
{
    /// <summary>Copies a token unless a newer one is there.</summary>
    Task MirrorAsync(string provider, SharedToken token);
}

/// <summary>A newly issued token.</summary>
/// <param name="Version">The version of the replaced token, plus one.</param>
/// <param name="Box">The encrypted token (<see cref="Security.SecretBox"/>).</param>
/// <param name="Life">The time until it expires.</param>
public sealed record NewToken(long Version, byte[] Box, TimeSpan Life);

/// <summary>The block after a failed login.</summary>
/// <param name="Duration">The time until the next login is allowed.</param>
/// <param name="Reason">The cause in a sentence.</param>
/// <param name="IsRefusal">Whether the provider rejected the credentials.</param>
/// <param name="Failures">The number of failures in a row, this one included.</param>
public sealed record LoginBlock(TimeSpan Duration, string Reason, bool IsRefusal, int Failures);
