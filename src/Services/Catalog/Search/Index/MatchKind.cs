namespace Cartwright.Catalog;

/// <summary>How a word of a search matches a word of a product, from the best to the worst.</summary>
internal enum MatchKind
{
    /// <summary>The same word.</summary>
    Exact,

    /// <summary>A word with the same stem: <c>lamps</c>, <c>lamp</c>.</summary>
    Stem,

    /// <summary>A synonym, or the word written together with its neighbour, or apart.</summary>
    Synonym,

    /// <summary>A word that begins with the last word of the search.</summary>
    Prefix,

    /// <summary>A word with one or two letters more, fewer or other ones, or two that changed places.</summary>
    Typo,
}
