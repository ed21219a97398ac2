namespace Cartwright.Catalog.Evaluation;

/// <summary>Figures over several queries. A rate is between 0 and 1, and null if no query counts for it.</summary>
/// <param name="Queries">How many queries were asked.</param>
/// <param name="Ndcg">The mean of nDCG over the queries that have relevant products.</param>
/// <param name="ZeroResults">The share of the same queries for which nothing was found.</param>
/// <param name="SoldOutOnTop">The share of the same queries whose first result is sold out although another is at least as relevant.</param>
/// <param name="FalseResults">The share of the other queries, which have no relevant product, for which something was found.</param>
public sealed record RelevanceSummary(int Queries, double? Ndcg, double? ZeroResults, double? SoldOutOnTop, double? FalseResults)
{
    /// <summary>Summarises outcomes.</summary>
    public static RelevanceSummary Of(IEnumerable<QueryOutcome> outcomes)
    {
        var byAnswerable = outcomes.ToLookup(outcome => outcome.Query.IsAnswerable);
        QueryOutcome[] answerable = [.. byAnswerable[true]];
        QueryOutcome[] others = [.. byAnswerable[false]];
        return new(
            answerable.Length + others.Length,
            Mean(answerable, outcome => outcome.Ndcg!.Value),
            Mean(answerable, outcome => outcome.Found.Count == 0 ? 1 : 0),
            Mean(answerable, outcome => outcome.IsSoldOutOnTop ? 1 : 0),
            Mean(others, outcome => outcome.Found.Count > 0 ? 1 : 0));
    }

    static double? Mean(QueryOutcome[] outcomes, Func<QueryOutcome, double> figure) => outcomes.Length == 0 ? null : outcomes.Average(figure);
}
