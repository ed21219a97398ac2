using Cartwright.Catalog.Evaluation;
using Cartwright.Commands;

namespace Cartwright.Unit.Search;

/// <summary>The search of the shop stays as relevant as it is.</summary>
public sealed class DemoRelevanceTests
{
    // Raised when the search gets better, never lowered.
    const double NdcgMin = 0.88;
    const double ZeroResultsMax = 0.03;

    [Theory]
    [InlineData("Tune")]
    [InlineData("Report")]
    public void The_graded_queries_of_the_demo_shop_find_what_customers_mean(string half)
    {
        var set = SearchCommand.Demo();
        var products = set.Products.ToList();
        var soldOut = products.Where(p => !p.InStock).Select(p => p.Sku).ToHashSet();
        var known = products.Select(p => p.Sku).ToHashSet();
        using var engine = new IndexEngine();
        engine.Add(products);

        var outcomes = RelevanceEvaluation.Run(
            engine, set.ReadQueries(known.Contains).Queries.Where(q => q.Half == Enum.Parse<QueryHalf>(half)), soldOut.Contains, TestContext.Current.CancellationToken);

        var summary = RelevanceSummary.Of(outcomes);
        Assert.True(summary.Ndcg >= NdcgMin, $"{summary}");
        Assert.True(summary.ZeroResults <= ZeroResultsMax, $"{summary}");
        Assert.Equal((0, 0), (summary.SoldOutOnTop, summary.FalseResults));
    }
}
