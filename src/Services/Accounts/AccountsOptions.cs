using System.ComponentModel.DataAnnotations;

namespace Cartwright.Accounts;

/// <summary>Settings of the service, section <c>Accounts</c>.</summary>
public sealed class AccountsOptions
{
    /// <summary>How long an access token is valid. It ends earlier with its session, as soon as the services learn of that.</summary>
    [Range(typeof(TimeSpan), "00:00:05", "01:00:00")]
    public TimeSpan AccessTokenLife { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How long a refresh token is valid; each use starts a new one.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "365.00:00:00")]
    public TimeSpan RefreshTokenLife { get; init; } = TimeSpan.FromDays(30);

    /// <summary>
    /// How long after its first use a refresh token still gets the newest pair of its session, because a browser may send several requests at the same
    /// time. A later use counts as theft.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan RefreshGrace { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many wrong passwords from one address within <see cref="LockOutWindow"/> lock the account for this address.</summary>
    [Range(1, 1000)]
    public int LockOutAfter { get; init; } = 8;

    /// <summary>The time within which wrong passwords are counted, and for which the account is then locked for the address.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan LockOutWindow { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>How many accounts visitors may register from one address within <see cref="AddressWindow"/>; attempts count too.</summary>
    [Range(1, 1_000_000)]
    public int RegistrationsPerAddress { get; init; } = 20;

    /// <summary>How many mails for a forgotten password visitors may ask for from one address within <see cref="AddressWindow"/>.</summary>
    [Range(1, 1_000_000)]
    public int PasswordResetsPerAddress { get; init; } = 20;

    /// <summary>How many of these mails an account gets within an hour; further requests get the same answer and no mail.</summary>
    [Range(1, 1000)]
    public int PasswordResetsPerAccount { get; init; } = 3;

    /// <summary>How long the token in such a mail is valid.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "1.00:00:00")]
    public TimeSpan PasswordResetLife { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The time within which the registrations and the requests of an address are counted.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan AddressWindow { get; init; } = TimeSpan.FromHours(1);

    /// <summary>Rounds of PBKDF2 for new password hashes; older hashes are renewed at the next login.</summary>
    [Range(1_000, 10_000_000)]
    public int HashIterations { get; init; } = 100_000;

    /// <summary>How many logins and registrations may wait for a processor; further ones get 503.</summary>
    [Range(1, 100_000)]
    public int HashQueueMax { get; init; } = 1024;

    /// <summary>How many of them may come from one address; further ones get 503.</summary>
    [Range(1, 100_000)]
    public int HashQueuePerAddress { get; init; } = 128;

    /// <summary>
    /// The secret that encrypts private signing keys in the database, the same for all instances.
    /// Without it the service uses the file <c>accounts.key</c> of the data folder, or else the system's secret.
    /// </summary>
    [MinLength(32)]
    public string? KeySecret { get; init; }

    /// <summary>
    /// How long a new signing key is published before it signs. Longer than the 5 seconds for which a verifier may
    /// wait before it looks for an unknown key.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:06", "01:00:00")]
    public TimeSpan KeyLead { get; init; } = TimeSpan.FromSeconds(10);
}
