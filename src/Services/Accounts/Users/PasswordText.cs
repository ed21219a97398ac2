using System.Globalization;
using Cartwright.Platform.Text;

namespace Cartwright.Accounts;

/// <summary>
/// Passwords as they are hashed and compared: keyboards and systems send different characters for the same keys (RFC 8265, OpaqueString).
/// </summary>
internal static class PasswordText
{
    public const int Min = 8;
    public const int Max = 128;

    // A letter with marks has up to four characters before it is composed.
    const int RawMax = 4 * Max;

    /// <summary>The text to hash: any space is that of ASCII, letters are composed with their marks. Case and spaces at the ends stay.</summary>
    public static string Normalize(string password) =>
        CanonicalForm.Of(string.Concat(password.Select(c => char.GetUnicodeCategory(c) == UnicodeCategory.SpaceSeparator ? ' ' : c)));

    /// <summary>Whether a password can be chosen: 8 to 128 characters when normalized, none of them a control character.</summary>
    public static bool IsChoosable(string password) => HasLength(password, Min) && !password.Any(char.IsControl);

    /// <summary>Whether a password can be that of an account: 1 to 128 characters when normalized.</summary>
    public static bool IsPresentable(string password) => HasLength(password, 1);

    static bool HasLength(string password, int min) => password.Length <= RawMax && Normalize(password).Length is var length && length >= min && length <= Max;
}
