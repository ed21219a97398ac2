using System.Text.RegularExpressions;

namespace Cartwright.Catalog;

/// <summary>
/// What somebody typed into the search box, in the language of search engines: words, <c>"phrases"</c>, <c>or</c>, <c>-without</c>.
/// The last word may be unfinished, so it also stands for what begins with it.
/// </summary>
/// <param name="All">Everything that was typed.</param>
/// <param name="Head">What stands before an unfinished word; null when no word counts as unfinished.</param>
/// <param name="Prefix">The unfinished word: letters and digits only.</param>
internal sealed partial record SearchText(string All, string? Head, string? Prefix)
{
    /// <summary>Reads what was typed; null when it is blank.</summary>
    public static SearchText? Read(string? typed)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        // Operators bind what is around them: the last word cannot be taken out of its place.
        return !Operators().IsMatch(text) && LastWord().Match(text) is { Success: true } match
            ? new(text, match.Groups["head"].Value, match.Groups["word"].Value)
            : new(text, null, null);
    }

    [GeneratedRegex("""["]|(^|\s)-|(^|\s)or(\s|$)""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Operators();

    // One letter begins too much to say anything.
    [GeneratedRegex(@"\A(?<head>.*?)(?<word>[\p{L}\p{N}]{2,})\z", RegexOptions.CultureInvariant | RegexOptions.Singleline)]
    private static partial Regex LastWord();
}
