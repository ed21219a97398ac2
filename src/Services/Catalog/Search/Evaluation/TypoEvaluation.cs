namespace Cartwright.Catalog.Evaluation;

/// <summary>What typos leave of the results of a search.</summary>
/// <param name="Edits">How many edits one word has.</param>
/// <param name="Queries">How many mistyped queries were asked.</param>
/// <param name="Kept">
/// The mean share of the first ten results of the correct spelling that are among the first ten of the mistyped one; null if no query has a long enough word.
/// </param>
public sealed record TypoSummary(int Edits, int Queries, double? Kept);

/// <summary>
/// Mistypes queries at random and compares the results with those of the correct spelling. An edit is a letter more, fewer or another one, or two neighbours that changed places,
/// at any place of a word.
/// </summary>
public static class TypoEvaluation
{
    /// <summary>How often each query is mistyped.</summary>
    public const int TyposPerQuery = 5;

    const string Alphabet = "abcdefghijklmnopqrstuvwxyz";

    // As many edits as the search promises to correct need as many letters.
    static readonly int[] LettersMin = [0, 4, 8];

    /// <summary>The most edits of a word.</summary>
    public static int EditsMax => LettersMin.Length - 1;

    /// <summary>Asks queries correctly, and then with typos.</summary>
    /// <param name="engine">An engine that has taken in the catalog.</param>
    /// <param name="texts">Queries that are spelled correctly; those that find nothing do not count.</param>
    /// <param name="edits">1 or 2 edits in one word of each query.</param>
    /// <param name="seed">The same seed makes the same typos.</param>
    /// <param name="cancellationToken">Stops between two queries.</param>
    public static TypoSummary Run(ISearchEngine engine, IEnumerable<string> texts, int edits, int seed, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(edits, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(edits, EditsMax);
        var random = new Random(seed);
        var kept = new List<double>();
        foreach (var text in texts.Distinct(StringComparer.Ordinal))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var words = text.Split(' ');
            int[] candidates = [.. words.Index().Where(w => w.Item.Length >= LettersMin[edits] && w.Item.All(char.IsAsciiLetter)).Select(w => w.Index)];
            if (candidates.Length == 0 || engine.Search(text, RelevanceEvaluation.Depth).Take(RelevanceEvaluation.Depth).ToHashSet() is not { Count: > 0 } clean)
            {
                continue;
            }

            for (var i = 0; i < TyposPerQuery; i++)
            {
                var typed = words.ToArray();
                var place = candidates[random.Next(candidates.Length)];
                typed[place] = Mistype(typed[place], edits, random);
                kept.Add((double)engine.Search(string.Join(' ', typed), RelevanceEvaluation.Depth).Take(RelevanceEvaluation.Depth).Count(clean.Contains) / clean.Count);
            }
        }

        return new(edits, kept.Count, kept.Count == 0 ? null : kept.Average());
    }

    /// <summary>Edits a word; the result is never the word itself.</summary>
    internal static string Mistype(string word, int edits, Random random)
    {
        var typed = word;
        for (var i = 0; i < edits || typed == word; i++)
        {
            typed = Edit(typed, random);
        }

        return typed;
    }

    static string Edit(string word, Random random)
    {
        var place = random.Next(word.Length);
        var letter = Alphabet[random.Next(Alphabet.Length)].ToString();
        return random.Next(4) switch
        {
            0 => word.Insert(place, letter),
            1 when word.Length > 1 => word.Remove(place, 1),
            2 when place > 0 => string.Concat(word.AsSpan(0, place - 1), word.AsSpan(place, 1), word.AsSpan(place - 1, 1), word.AsSpan(place + 1)),
            _ => string.Concat(word.AsSpan(0, place), letter, word.AsSpan(place + 1)),
        };
    }
}
