using System.ComponentModel.DataAnnotations;

namespace Cartwright.Accounts;

/// <summary>Settings of the service, section <c>Accounts</c>.</summary>
public sealed class AccountsOptions
{
    /// <summary>How long an access token is valid. It cannot be withdrawn before, so keep it short.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan AccessTokenLife { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a refresh token is valid; each use starts a new one.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan RefreshTokenLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// For so long after its use a refresh token is exchanged again, because a browser sends several requests at once, to several instances of the
    /// storefront perhaps. After that a second use is taken for theft.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RefreshGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>So many wrong passwords within <see cref="LockOutWindow"/> lock the account.</summary>
    [Range(1, 1000)]
    public int LockOutAfter { get; init; } = 8;

    /// <summary>The time in which failures add up, and for which the account is locked.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LockOutWindow { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Rounds of PBKDF2 for new password hashes; older hashes are renewed at the next login.</summary>
    [Range(1_000, 10_000_000)]
    public int HashIterations { get; init; } = 100_000;

    /// <summary>How many logins may wait for a processor before further ones are sent away with 503.</summary>
    [Range(1, 10_000)]
    public int HashQueueMax { get; init; } = 128;

    /// <summary>
    /// The secret under which private signing keys are encrypted in the database, the same for all instances.
    /// Without it the file <c>accounts.key</c> of the data folder is used where there is one, and else the system's secret.
    /// </summary>
    [MinLength(32)]
    public string? KeySecret { get; init; }

    /// <summary>
    /// How long a new signing key is published before it signs. Longer than the 5 seconds for which a verifier may
    /// go on without looking for a key that it does not know.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:06", "01:00:00")]
    public TimeSpan KeyLead { get; init; } = TimeSpan.FromSeconds(10);
}
