using System.Text.RegularExpressions;
using Cartwright.Platform.Text;

namespace Cartwright.Accounts;

/// <summary>The formats of names, addresses and passwords.</summary>
internal static partial class FieldRules
{
    public const int EmailMax = 254;
    const int EmailLocalMax = 64;

    // Keyboards add a space after a suggested word. East Asian ones type ASCII as wide as their own letters.
    const char FullWidthFirst = '\uFF01';
    const char FullWidthLast = '\uFF5E';
    static readonly char[] Spaces = [' ', '\u00A0', '\u3000'];

    /// <summary>
    /// A username or an email address as it is kept: without spaces around it, and with full-width characters as those of ASCII (RFC 8265, UsernameCaseMapped).
    /// </summary>
    public static string Name(string typed) =>
        string.Concat(typed.Trim(Spaces).Select(c => c is >= FullWidthFirst and <= FullWidthLast ? (char)(c - FullWidthFirst + '!') : c));

    /// <summary>The key by which names are compared: lower case. Usernames and email addresses are ASCII, so no two different letters look alike.</summary>
    public static string Key(string name) => Name(name).ToLowerInvariant();

    /// <summary>3 to 40 letters, digits, dots, dashes and underscores; no @, so that it cannot be mistaken for an email address.</summary>
    public static bool IsUsername(string text) => UsernamePattern.IsMatch(Name(text));

    /// <summary>A mailbox of RFC 5321 without quoted local parts, address literals and comments.</summary>
    public static bool IsEmail(string text) =>
        Name(text) is { Length: <= EmailMax } email && email.IndexOf('@', StringComparison.Ordinal) <= EmailLocalMax && EmailPattern.IsMatch(email);

    /// <summary>
    /// A text as it is kept: blank is absent, and letters are composed with their marks, so that a search finds them however they were typed.
    /// </summary>
    public static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : CanonicalForm.Of(text.Trim());

    [GeneratedRegex(@"\A[A-Za-z0-9._-]{3,40}\z")]
    private static partial Regex UsernamePattern { get; }

    [GeneratedRegex(
        @"\A[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
        + @"@([A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?\z",
        RegexOptions.NonBacktracking)]
    private static partial Regex EmailPattern { get; }
}
