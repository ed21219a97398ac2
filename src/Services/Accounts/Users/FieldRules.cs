using System.Text.RegularExpressions;

namespace Cartwright.Accounts;

/// <summary>The formats of names, addresses and passwords.</summary>
internal static partial class FieldRules
{
    public const int EmailMax = 254;
    public const int PasswordMin = 8;
    public const int PasswordMax = 128;
    const int EmailLocalMax = 64;

    /// <summary>The key by which names are compared: lower case. Usernames and email addresses are ASCII, so no two different letters look alike.</summary>
    public static string Key(string name) => name.ToLowerInvariant();

    /// <summary>3 to 40 letters, digits, dots, dashes and underscores; no @, so that it cannot be mistaken for an email address.</summary>
    public static bool IsUsername(string text) => UsernamePattern.IsMatch(text);

    /// <summary>A mailbox of RFC 5321 without quoted local parts, address literals and comments.</summary>
    public static bool IsEmail(string text) => text.Length <= EmailMax && text.IndexOf('@', StringComparison.Ordinal) <= EmailLocalMax && EmailPattern.IsMatch(text);

    /// <summary>Treats a blank text as absent.</summary>
    public static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{3,40}\z")]
    private static partial Regex UsernamePattern { get; }

    [GeneratedRegex(
        @"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
        + @"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex EmailPattern { get; }
}
