namespace Cartwright.Accounts;

/// <summary>The result of comparing a password with a hash.</summary>
/// <param name="IsMatch">Whether the password matches.</param>
/// <param name="NewHash">A new hash to store, if the old one has fewer rounds than configured.</param>
internal sealed record PasswordCheck(bool IsMatch, string? NewHash)
{
    public static PasswordCheck NoMatch { get; } = new(false, null);
}
