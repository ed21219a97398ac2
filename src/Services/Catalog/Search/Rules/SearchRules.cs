namespace Cartwright.Catalog;

/// <summary>What staff adds to the search, with its words folded as those of the index are.</summary>
/// <param name="Synonyms">Groups of phrases that mean the same; a phrase is a list of words.</param>
/// <param name="StopWords">Words to ignore, beside those of the languages.</param>
/// <param name="Pins">Products that come first, or are hidden, by the words of a search with a space between.</param>
internal sealed record SearchRules(
    IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Synonyms, IReadOnlySet<string> StopWords, IReadOnlyDictionary<string, PinnedProducts> Pins)
{
    /// <summary>No rules.</summary>
    public static SearchRules None { get; } = new([], new HashSet<string>(), new Dictionary<string, PinnedProducts>());
}

/// <summary>Products with a place of their own in the results of one search.</summary>
/// <param name="First">The products that come first, in order.</param>
/// <param name="Hidden">The products that are not shown.</param>
internal sealed record PinnedProducts(IReadOnlyList<Guid> First, IReadOnlySet<Guid> Hidden);
