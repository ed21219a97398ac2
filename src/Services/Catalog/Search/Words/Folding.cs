using System.Globalization;
using System.Text;
using Cartwright.Platform.Text;
using Lucene.Net.Analysis.Miscellaneous;

namespace Cartwright.Catalog;

/// <summary>
/// Folds spellings of a word that a customer does not tell apart: accents (é, e), ligatures (œ, oe), ß and ss, final and other sigma, vowel signs of Hebrew and
/// Arabic. Letters of scripts in which marks make another letter keep them.
/// </summary>
internal static class Folding
{
    const char FinalSigma = 'ς';
    const char Sigma = 'σ';

    /// <summary>Folds a word that is in lower case already.</summary>
    public static string Fold(string word)
    {
        if (Ascii.IsValid(word))
        {
            return word;
        }

        var letters = HasMarksThatAreAccents(word) ? WithoutMarks(CanonicalForm.Decompose(word)) : word;
        // A letter becomes four at most.
        var folded = new char[4 * letters.Length];
        var length = ASCIIFoldingFilter.FoldToASCII(letters.ToCharArray(), 0, folded, 0, letters.Length);
        return new string(folded, 0, length).Replace(FinalSigma, Sigma);
    }

    static string WithoutMarks(string text) =>
        string.Concat(text.Where(c => CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark));

    // Latin, Greek, Cyrillic, Armenian, Hebrew and Arabic, and the letters of Latin and Greek with several marks.
    static bool HasMarksThatAreAccents(string word) => word.All(c => c is < '\u0700' or (>= '\u1E00' and < '\u2000'));
}
