using Lucene.Net.Search;

namespace Cartwright.Catalog;

/// <summary>One way in which a product can match a word of a search.</summary>
/// <param name="Query">Finds the products.</param>
/// <param name="Weight">What the match counts.</param>
/// <param name="Field">The part of the product.</param>
/// <param name="Kind">How it matches.</param>
/// <param name="Term">The word, stem or phrase that is found.</param>
internal sealed record Alternative(Query Query, int Weight, MatchField Field, MatchKind Kind, string Term);

/// <summary>A word of a search with all ways in which a product can match it.</summary>
/// <param name="Word">The word.</param>
/// <param name="Typed">The word as it was typed.</param>
internal sealed record PlannedWord(Word Word, string Typed)
{
    /// <summary>The ways; none if no product matches the word.</summary>
    public List<Alternative> Alternatives { get; } = [];

    /// <summary>The word that was found instead, if there is a typo.</summary>
    public string? Corrected { get; set; }

    /// <summary>Whether at least one product matches.</summary>
    public bool CanMatch => Alternatives.Count > 0;

    /// <summary>Whether a product has the word as it was typed, or another form of it.</summary>
    public bool IsWhole => Corrected is null && Alternatives.Any(a => a.Kind is MatchKind.Exact or MatchKind.Stem or MatchKind.Synonym);

    /// <summary>How much the word says of what is searched: most if it names a category, which is a kind of product.</summary>
    public int Importance => Alternatives.Any(a => a.Field == MatchField.Category) ? 2 : Alternatives.Any(a => a.Field == MatchField.Name) ? 1 : 0;

    /// <summary>Finds the products that match the word; each counts its best match.</summary>
    public Query ToQuery()
    {
        var best = new DisjunctionMaxQuery(0);
        foreach (var alternative in Alternatives)
        {
            best.Add(new ConstantScoreQuery(alternative.Query) { Boost = alternative.Weight });
        }

        return best;
    }
}
