namespace Cartwright.Catalog.Evaluation;

/// <summary>Figures about one ranking.</summary>
public static class RankingMetrics
{
    /// <summary>
    /// Normalised discounted cumulated gain of the first results: 1 for the best possible ranking, 0 if nothing relevant is among them. A product of grade g
    /// gains 2^g - 1 (Burges et al., Learning to Rank using Gradient Descent, 2005), divided by the logarithm to base 2 of its rank plus 1. The sum is divided
    /// by that of the best ranking (Järvelin and Kekäläinen, Cumulated Gain-Based Evaluation of IR Techniques, 2002). A repeated product gains nothing.
    /// </summary>
    /// <param name="found">SKUs, the best first.</param>
    /// <param name="grades">The grades above 0, by SKU; at least one.</param>
    /// <param name="depth">How many results count.</param>
    public static double Ndcg(IReadOnlyList<string> found, IReadOnlyDictionary<string, int> grades, int depth)
    {
        ArgumentOutOfRangeException.ThrowIfZero(grades.Count, nameof(grades));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(depth);

        var seen = new HashSet<string>();
        var gained = Dcg(found.Take(depth).Select(sku => seen.Add(sku) ? grades.GetValueOrDefault(sku) : 0));
        return gained / Dcg(grades.Values.OrderDescending().Take(depth));
    }

    /// <summary>
    /// Whether the first result is sold out although a product in stock is at least as relevant. It is no fault to show a sold-out product first if it is the
    /// only one that the customer can mean.
    /// </summary>
    /// <param name="found">SKUs, the best first.</param>
    /// <param name="grades">The grades above 0, by SKU.</param>
    /// <param name="isSoldOut">Whether nobody can order a product.</param>
    public static bool IsSoldOutOnTop(IReadOnlyList<string> found, IReadOnlyDictionary<string, int> grades, Func<string, bool> isSoldOut) =>
        found is [var first, ..]
        && isSoldOut(first)
        && grades.Any(graded => graded.Value >= grades.GetValueOrDefault(first) && !isSoldOut(graded.Key));

    static double Dcg(IEnumerable<int> grades) => grades.Select((grade, index) => (Math.Pow(2, grade) - 1) / Math.Log2(index + 2)).Sum();
}
