using System.Globalization;
using Lucene.Net.Index;
using Lucene.Net.Search;

namespace Cartwright.Catalog;

/// <summary>Gives products the places that staff chose for a search.</summary>
internal static class Pinning
{
    /// <summary>The query with the pinned products first, in order, and without the hidden ones.</summary>
    /// <param name="query">What is found by words; null for nothing.</param>
    /// <param name="key">The words of the search.</param>
    /// <param name="rules">The rules of staff.</param>
    public static Query? Apply(Query? query, string key, SearchRules rules)
    {
        if (!rules.Pins.TryGetValue(key, out var pinned))
        {
            return query;
        }

        var shown = new BooleanQuery(disableCoord: true);
        if (query is not null)
        {
            shown.Add(query, Occur.SHOULD);
        }

        for (var i = 0; i < pinned.First.Count; i++)
        {
            shown.Add(new ConstantScoreQuery(Product(pinned.First[i])) { Boost = Weights.Pin(i) }, Occur.SHOULD);
        }

        var result = new BooleanQuery(disableCoord: true) { { shown, Occur.MUST } };
        foreach (var hidden in pinned.Hidden)
        {
            result.Add(Product(hidden), Occur.MUST_NOT);
        }

        return result;
    }

    static TermQuery Product(Guid id) => new(new Term(IndexFields.Id, id.ToString("N", CultureInfo.InvariantCulture)));
}
