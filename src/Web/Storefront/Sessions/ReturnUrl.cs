namespace Cartwright.Storefront.Sessions;

/// <summary>Where to go after signing in. It comes from the address bar, so it must never lead to another site.</summary>
internal static class ReturnUrl
{
    /// <summary>The address when it is a path on this site, the home page otherwise; in ASCII, as a header needs it.</summary>
    public static string Safe(string? url) =>
        url is ['/', ..] and not ['/', '/' or '\\', ..] && !url.Any(c => char.IsControl(c) || c == '\\')
            ? string.Concat(url.EnumerateRunes().Select(rune => rune.IsAscii ? rune.ToString() : Uri.EscapeDataString(rune.ToString())))
            : "/";
}
