namespace Cartwright.Catalog;

/// <summary>The words that a search found, by which matches in texts are marked.</summary>
/// <param name="Words">Words as they are indexed.</param>
/// <param name="Stems">Stems.</param>
/// <param name="Prefix">The beginning of a word; null if none was searched.</param>
internal sealed record MatchedWords(IReadOnlySet<string> Words, IReadOnlySet<string> Stems, string? Prefix)
{
    /// <summary>No words.</summary>
    public static MatchedWords None { get; } = new(new HashSet<string>(), new HashSet<string>(), null);

    /// <summary>Whether a word of a text is a match.</summary>
    public bool Contains(Word word) =>
        Words.Contains(word.Text) || word.Stems.Any(Stems.Contains) || (Prefix is not null && word.Text.StartsWith(Prefix, StringComparison.Ordinal));
}
