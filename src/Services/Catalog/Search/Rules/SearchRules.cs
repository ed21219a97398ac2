namespace Cartwright.Catalog;

/// <summary>What staff adds to the search, with its words folded as those of the index are.</summary>
/// <param name="Synonyms">Groups of phrases that mean the same; a phrase is a list of words.</param>
/// <param name="StopWords">Words to ignore, beside those of the languages.</param>
/// <param name="Pins">Products that come first, or are hidden, by <see cref="KeyOf"/> a search.</param>
internal sealed record SearchRules(
    IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Synonyms, IReadOnlySet<string> StopWords, IReadOnlyDictionary<string, PinnedProducts> Pins)
{
    readonly ILookup<string, (IReadOnlyList<string> Phrase, IReadOnlyList<IReadOnlyList<string>> Others)> _byFirstWord = Synonyms
        .SelectMany(group => group.Select(phrase => (Phrase: phrase, Others: (IReadOnlyList<IReadOnlyList<string>>)[.. group.Where(other => other != phrase)])))
        .ToLookup(synonym => synonym.Phrase[0]);

    /// <summary>No rules.</summary>
    public static SearchRules None { get; } = new([], new HashSet<string>(), new Dictionary<string, PinnedProducts>());

    /// <summary>The words of a search as pins name it: folded, with a space between.</summary>
    public static string KeyOf(IEnumerable<Word> words) => string.Join(' ', words.Select(w => w.Text));

    /// <summary>The phrases that begin with a word, each with those that mean the same.</summary>
    public IEnumerable<(IReadOnlyList<string> Phrase, IReadOnlyList<IReadOnlyList<string>> Others)> SynonymsFrom(string word) => _byFirstWord[word];
}

/// <summary>Products with a place of their own in the results of one search.</summary>
/// <param name="First">The products that come first, in order.</param>
/// <param name="Hidden">The products that are not shown.</param>
internal sealed record PinnedProducts(IReadOnlyList<Guid> First, IReadOnlySet<Guid> Hidden);
