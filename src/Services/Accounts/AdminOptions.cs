namespace Cartwright.Accounts;

/// <summary>The first administrator, section <c>Admin</c>; of no meaning once there is one.</summary>
public sealed class AdminOptions
{
    /// <summary>The name to sign in with, an alternative to the address.</summary>
    public string Username { get; init; } = "admin";

    /// <summary>Address for mail.</summary>
    public string? Email { get; init; }

    /// <summary>The password, 8 to 128 characters.</summary>
    public string? Password { get; init; }
}
