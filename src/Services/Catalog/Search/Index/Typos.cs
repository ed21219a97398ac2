using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;

namespace Cartwright.Catalog;

/// <summary>
/// Finds the words of the index that a mistyped word may stand for: one edit from 4 letters, two from 8. An edit is a letter more, fewer or another one, or two neighbours
/// that changed places. Words with the same first letter come first, because people rarely mistype it.
/// </summary>
internal static class Typos
{
    /// <summary>The most words that one word may stand for.</summary>
    public const int WordsMax = 8;

    const int OneEditFrom = 4;
    const int TwoEditsFrom = 8;
    const int ExpansionsMax = 200;

    /// <summary>The words of the dictionary of an index that are nearest to a word.</summary>
    public static IReadOnlyList<string> Find(IndexReader reader, Word word)
    {
        var edits = word.HasDigits || word.Text.Length < OneEditFrom ? 0 : word.Text.Length < TwoEditsFrom ? 1 : 2;
        if (edits == 0 || MultiFields.GetTerms(reader, IndexFields.Dictionary) is not { } terms)
        {
            return [];
        }

        // A word that is one edit away is likelier than one with the same first letter that is two away. Other first letters are looked at only if none has the same one:
        // that reads more of the dictionary.
        for (var distance = 1; distance <= edits; distance++)
        {
            for (var sameLetters = 1; sameLetters >= 0; sameLetters--)
            {
                // The stem of a mistyped word may be nearer to a stem than the words are to each other.
                foreach (var spelling in word.Stems.Prepend(word.Text))
                {
                    if (spelling.Length > distance + 1 && Within(terms, spelling, distance, sameLetters) is { Count: > 0 } found)
                    {
                        return found;
                    }
                }
            }
        }

        return [];
    }

    static List<string> Within(Terms terms, string word, int distance, int sameLetters)
    {
        var found = new List<(string Word, int Products)>();
        var near = new FuzzyTermsEnum(terms, new AttributeSource(), new Term(IndexFields.Dictionary, word), distance, sameLetters, transpositions: true);
        while (found.Count < ExpansionsMax && near.MoveNext())
        {
            var candidate = near.Term.Utf8ToString();
            // A number is no misspelt word.
            if (!candidate.Any(char.IsAsciiDigit))
            {
                found.Add((candidate, near.DocFreq));
            }
        }

        return [.. found.OrderByDescending(f => f.Products).ThenBy(f => f.Word, StringComparer.Ordinal).Take(WordsMax).Select(f => f.Word)];
    }
}
