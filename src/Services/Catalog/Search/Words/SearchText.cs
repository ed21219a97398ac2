using System.Text.RegularExpressions;

namespace Cartwright.Catalog;

/// <summary>The text of a search: words, <c>"phrases"</c>, and words or phrases to leave out: <c>-without</c>.</summary>
/// <param name="Typed">The whole text.</param>
/// <param name="Words">The words outside of quotes, as they were typed.</param>
/// <param name="Phrases">The texts in quotes.</param>
/// <param name="Excluded">The words and phrases to leave out.</param>
/// <param name="IsUnfinished">Whether the last word may be the beginning of a longer one: it ends the text.</param>
internal sealed partial record SearchText(
    string Typed, string Words, IReadOnlyList<string> Phrases, IReadOnlyList<string> Excluded, bool IsUnfinished)
{
    /// <summary>The most words that are searched for; further ones are ignored.</summary>
    public const int WordsMax = 16;

    /// <summary>Parses a search text; null if it is blank.</summary>
    public static SearchText? Read(string? typed)
    {
        var text = typed?.Trim();
        if (string.IsNullOrEmpty(text))
        {
            return null;
        }

        var phrases = new List<string>();
        var excluded = new List<string>();
        var words = Parts().Replace(text, part =>
        {
            var content = part.Groups["phrase"] is { Success: true } phrase ? phrase.Value : part.Groups["word"].Value;
            (part.Groups["without"].Success ? excluded : phrases).Add(content);
            return " ";
        });
        return new(text, words.Trim(), phrases, excluded, IsUnfinished: words.Length > 0 && char.IsLetterOrDigit(words[^1]));
    }

    // A dash within a word, as in a part number, is no operator.
    [GeneratedRegex("""(?<=^|\s)(?<without>-)(?:"(?<phrase>[^"]+)"?|(?<word>[^\s"]+))|"(?<phrase>[^"]+)"?""", RegexOptions.CultureInvariant)]
    private static partial Regex Parts();
}
