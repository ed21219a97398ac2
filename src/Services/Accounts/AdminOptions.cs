namespace Cartwright.Accounts;

/// <summary>The first administrator, section <c>Admin</c>; ignored when an administrator exists.</summary>
public sealed class AdminOptions
{
    /// <summary>The username to sign in with.</summary>
    public string Username { get; init; } = "admin";

    /// <summary>The email address; without it no administrator is created.</summary>
    public string? Email { get; init; }

    /// <summary>The password, 8 to 128 characters.</summary>
    public string? Password { get; init; }
}
