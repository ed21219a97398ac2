using System.Text.RegularExpressions;

namespace Cartwright.Demo;

/// <summary>Fills the gaps in the sentences of a <see cref="ProductLine"/> with a product's own words.</summary>
internal sealed partial class DemoWords(string brand, string series, string noun, IReadOnlyDictionary<string, string> attributes)
{
    static readonly string[] AlwaysCapital =
        ["Bluetooth", "Wi-Fi", "Dutch", "Damascus", "Tritan", "Henley"];

    /// <summary>The pattern with its gaps filled, otherwise as it stands.</summary>
    public string Fill(string pattern) => Gap().Replace(pattern, gap => Word(gap.Groups["article"].Success, gap.Groups["word"].Value));

    /// <summary>The pattern as a sentence: filled, and beginning with a capital letter.</summary>
    public string Sentence(string pattern)
    {
        var text = Fill(pattern);
        return char.ToUpperInvariant(text[0]) + text[1..];
    }

    /// <summary>A name as it is written in the middle of a sentence: in small letters, except for proper names and units.</summary>
    public static string InSentence(string value) => string.Join(' ', value.Split(' ').Select(Small));

    static string Small(string word) => word switch
    {
        _ when word.Contains("T-Shirt", StringComparison.Ordinal) => "T-shirt",
        _ when AlwaysCapital.Contains(word) || word.Length < 2 || !char.IsLower(word[^1]) => word,
        _ when char.IsUpper(word[1]) => word,
        _ => word.ToLowerInvariant(),
    };

    string Word(bool withArticle, string key)
    {
        var asWritten = char.IsUpper(key[0]);
        var value = key switch
        {
            "brand" => brand,
            "series" => series,
            "Noun" => noun,
            "noun" => InSentence(noun),
            _ => asWritten ? attributes[char.ToLowerInvariant(key[0]) + key[1..]] : InSentence(attributes[key]),
        };

        return withArticle ? $"{Article(value)} {value}" : value;
    }

    static string Article(string word) => "aeiouAEIOU".Contains(word[0]) ? "an" : "a";

    [GeneratedRegex(@"\{(?<article>a )?(?<word>[A-Za-z -]+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Gap();
}
