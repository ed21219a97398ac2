using System.Text.RegularExpressions;

namespace Cartwright.Catalog;

/// <summary>
/// The text of a search, in the syntax of web search engines: words, <c>"phrases"</c>, <c>or</c>, <c>-without</c>.
/// The last word also matches as a prefix, because it may be unfinished.
/// </summary>
/// <param name="All">The whole text.</param>
/// <param name="Head">The text before the prefix; null if there is no prefix.</param>
/// <param name="Prefix">The last word: letters and digits only.</param>
internal sealed partial record SearchText(string All, string? Head, string? Prefix)
{
    /// <summary>Parses a search text; null if it is blank.</summary>
    public static SearchText? Read(string? typed)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        // With operators the last word cannot be separated from the rest.
        return !Operators().IsMatch(text) && LastWord().Match(text) is { Success: true } match
            ? new(text, match.Groups["head"].Value, match.Groups["word"].Value)
            : new(text, null, null);
    }

    [GeneratedRegex("""["]|(^|\s)-|(^|\s)or(\s|$)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Operators();

    // A prefix of one letter matches too much.
    [GeneratedRegex(@"\A(?<head>.*?)(?<word>[\p{L}\p{N}]{2,})\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex LastWord();
}
