namespace Cartwright.Catalog.Evaluation;

/// <summary>What an engine found for a query.</summary>
/// <param name="Query">The query.</param>
/// <param name="Found">The first SKUs, at most <see cref="RelevanceEvaluation.Depth"/>.</param>
/// <param name="Ndcg">See <see cref="RankingMetrics.Ndcg"/>; null if the catalog has nothing relevant.</param>
/// <param name="IsSoldOutOnTop">See <see cref="RankingMetrics.IsSoldOutOnTop"/>.</param>
public sealed record QueryOutcome(GradedQuery Query, IReadOnlyList<string> Found, double? Ndcg, bool IsSoldOutOnTop)
{
    /// <summary>Orders outcomes from the worst, 0, to the best, 1: nDCG, or whether nothing was found where nothing is relevant.</summary>
    public double Score => Ndcg ?? (Found.Count == 0 ? 1 : 0);
}

/// <summary>Asks an engine all queries.</summary>
public static class RelevanceEvaluation
{
    /// <summary>How many results of a query count: about what a customer sees without scrolling far.</summary>
    public const int Depth = 10;

    /// <summary>Searches for each query and compares the results with its grades.</summary>
    /// <param name="engine">An engine that has taken in the catalog.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="isSoldOut">Whether nobody can order a product.</param>
    /// <param name="cancellationToken">Stops between two queries.</param>
    public static IReadOnlyList<QueryOutcome> Run(
        ISearchEngine engine, IEnumerable<GradedQuery> queries, Func<string, bool> isSoldOut, CancellationToken cancellationToken)
    {
        var outcomes = new List<QueryOutcome>();
        foreach (var query in queries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            string[] found = [.. engine.Search(query.Text, Depth).Take(Depth)];
            outcomes.Add(new(
                query,
                found,
                query.IsAnswerable ? RankingMetrics.Ndcg(found, query.Grades, Depth) : null,
                RankingMetrics.IsSoldOutOnTop(found, query.Grades, isSoldOut)));
        }

        return outcomes;
    }
}
