using Lucene.Net.Search;

namespace Cartwright.Catalog;

/// <summary>One reason for the rank of a product.</summary>
/// <param name="Word">The word of the search; null for a bonus.</param>
/// <param name="Match">The word, stem or phrase of the product; null for a bonus.</param>
/// <param name="Field">
/// Where it is: <c>name</c>, <c>brand</c>, <c>category</c>, <c>attribute</c>, <c>description</c>; or the bonus: <c>code</c>, <c>codePrefix</c>, <c>wholeName</c>,
/// <c>wholeCategory</c>, <c>phrase</c>, <c>pin</c>.
/// </param>
/// <param name="Kind">How it matches: <c>exact</c>, <c>stem</c>, <c>synonym</c>, <c>prefix</c>, <c>typo</c>; null for a bonus.</param>
/// <param name="Weight">What it counts.</param>
public sealed record RankReason(string? Word, string? Match, string Field, string? Kind, int Weight);

/// <summary>Why a product has its rank.</summary>
/// <param name="Id">The product.</param>
/// <param name="Reasons">The reasons, whose weights add up to the rank of a product in stock.</param>
internal sealed record HitExplanation(Guid Id, IReadOnlyList<RankReason> Reasons)
{
    /// <summary>Explains the rank of a document.</summary>
    public static HitExplanation Of(Guid id, QueryPlan plan, SearchRules rules, IndexSearcher searcher, int document)
    {
        var reasons = new List<RankReason>();
        foreach (var word in plan.Words)
        {
            if (word.Alternatives.OrderByDescending(a => a.Weight).FirstOrDefault(a => Matches(a.Query)) is { } best)
            {
                reasons.Add(new(word.Typed, best.Term, NameOf(best.Field), NameOf(best.Kind), best.Weight));
            }
        }

        reasons.AddRange(plan.Bonuses(plan.Words).Where(b => Matches(b.Query)).Select(b => new RankReason(null, null, b.Name, null, b.Weight)));
        if (rules.Pins.TryGetValue(plan.Key, out var pinned) && pinned.First.ToList().IndexOf(id) is var place and >= 0)
        {
            reasons.Add(new(null, null, "pin", null, Weights.Pin(place)));
        }

        return new(id, reasons);

        bool Matches(Query query) => searcher.Explain(query, document).IsMatch;
    }

    static string NameOf<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();
}
