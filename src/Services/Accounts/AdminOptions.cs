namespace Cartwright.Accounts;

/// <summary>The first administrator, section <c>Admin</c>; of no meaning once there is one.</summary>
public sealed class AdminOptions
{
    /// <summary>The key of the section.</summary>
    public const string Section = "Admin";

    /// <summary>Name to sign in with, an alternative to the address.</summary>
    public string Username { get; init; } = "admin";

    /// <summary>Address to sign in with and for mail; <c>admin@cartwright.local</c> when not set.</summary>
    public string? Email { get; init; }

    /// <summary>8 to 128 characters. When not set, one is generated, printed and kept in the file <c>initial-admin-password</c> of the data folder.</summary>
    public string? Password { get; init; }
}
