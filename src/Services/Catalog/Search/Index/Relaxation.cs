namespace Cartwright.Catalog;

/// <summary>Which words of a search to leave out when no product has all of them.</summary>
internal static class Relaxation
{
    /// <summary>The words to search for, one attempt after another: all, all but one, and the most important one alone.</summary>
    /// <param name="words">The words that products have, in the order of the search.</param>
    public static IEnumerable<IReadOnlyList<PlannedWord>> Steps(IReadOnlyList<PlannedWord> words)
    {
        yield return words;
        if (words.Count < 2)
        {
            yield break;
        }

        // The last of the least important words goes first.
        var byImportance = words.Select((word, i) => (word, i)).OrderBy(x => x.word.Importance).ThenByDescending(x => x.i).Select(x => x.word).ToList();
        foreach (var left in byImportance)
        {
            yield return [.. words.Where(word => word != left)];
        }

        if (words.Count > 2)
        {
            yield return [byImportance[^1]];
        }
    }
}
