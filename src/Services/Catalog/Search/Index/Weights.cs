namespace Cartwright.Catalog;

/// <summary>
/// What a match counts. A product's rank is the sum over the words of a search of the best match of each. All are whole numbers, so that every instance computes the
/// same ranks, whatever else its index contains.
/// </summary>
internal static class Weights
{
    /// <summary>A code of the product equals the search: more than all words together.</summary>
    public const int Code = 1_000_000;

    /// <summary>The name equals the search.</summary>
    public const int WholeName = 400;

    /// <summary>The name of a category of the product equals the search, in any form of its words.</summary>
    public const int WholeCategory = 90;

    /// <summary>The words of the search are neighbours in the name, in the same order.</summary>
    public const int Phrase = 150;

    /// <summary>A product without stock has a fraction of its rank: it comes after those that can be ordered and match about as well.</summary>
    public const int SoldOutDivisor = 4;

    /// <summary>The most products that one search can pin.</summary>
    public const int PinsMax = 50;

    // Ranks are exact up to 16,777,216, beyond which a single-precision number skips integers.
    const int FirstPin = 8_000_000;
    const int PinStep = 100_000;

    // By field: name, brand, category, attribute, description.
    static readonly int[] Fields = [1000, 700, 600, 400, 100];

    // In hundredths, by kind: exact, stem, synonym, prefix, typo.
    static readonly int[] Kinds = [100, 96, 90, 60, 40];

    /// <summary>What a pinned product counts, by its place from 0.</summary>
    public static int Pin(int place) => FirstPin - (place * PinStep);

    /// <summary>What a word counts that matches so in a field.</summary>
    public static int Of(MatchField field, MatchKind kind) => Fields[(int)field] * Kinds[(int)kind] / 100;
}
