using Cartwright.Catalog.Evaluation;

namespace Cartwright.Unit.Search;

public sealed class RelevanceSummaryTests
{
    static readonly Dictionary<string, int> OneMug = new() { ["MUG"] = 3 };
    static readonly Dictionary<string, int> TwoMugs = new() { ["MUG"] = 3, ["OLD"] = 3 };

    static readonly GradedQuery[] Queries =
    [
        new("1", "mug", "category", QueryHalf.Tune, OneMug),
        new("2", "cup", "category", QueryHalf.Tune, OneMug),
        new("3", "mugs", "plural", QueryHalf.Report, TwoMugs),
        new("4", "beaker", "category", QueryHalf.Report, OneMug),
        new("5", "qwertz", "nonsense", QueryHalf.Report, new Dictionary<string, int>()),
        new("6", "asdf", "nonsense", QueryHalf.Report, new Dictionary<string, int>()),
    ];

    static readonly ListedEngine Engine = new(new()
    {
        ["mug"] = ["MUG"],
        ["cup"] = ["PAN", "PAN2", "MUG"],
        ["mugs"] = ["OLD", "MUG"],
        ["qwertz"] = ["PAN"],
    });

    static IReadOnlyList<QueryOutcome> Run() => RelevanceEvaluation.Run(Engine, Queries, sku => sku == "OLD", TestContext.Current.CancellationToken);

    [Fact]
    public void Rates_are_over_the_queries_that_they_are_about()
    {
        var summary = RelevanceSummary.Of(Run());

        // nDCG: mug 1, cup 1 / log2 4 = 0.5, mugs 1, beaker 0; nonsense has none.
        Assert.Equal(6, summary.Queries);
        Assert.Equal(0.625, summary.Ndcg!.Value, 12);
        Assert.Equal(0.25, summary.ZeroResults);
        Assert.Equal(0.25, summary.SoldOutOnTop);
        Assert.Equal(0.5, summary.FalseResults);
    }

    [Fact]
    public void A_rate_over_no_query_is_unknown()
    {
        Assert.Equal(new(0, null, null, null, null), RelevanceSummary.Of([]));
        Assert.Equal(new(2, null, null, null, 0.5), RelevanceSummary.Of(Run().Where(outcome => outcome.Query.Kind == "nonsense")));
    }

    [Fact]
    public void The_score_of_nonsense_is_the_best_if_nothing_is_found() => Assert.Equal([1, 0.5, 1, 0, 0, 1], Run().Select(outcome => Math.Round(outcome.Score, 12)));

    [Fact]
    public void An_engine_that_returns_too_many_gets_no_credit_for_them()
    {
        var talkative = new ListedEngine(new() { ["mug"] = [.. Enumerable.Range(0, RelevanceEvaluation.Depth).Select(i => $"PAN{i}"), "MUG"] });

        var outcome = Assert.Single(RelevanceEvaluation.Run(talkative, Queries[..1], _ => false, TestContext.Current.CancellationToken));

        Assert.Equal(RelevanceEvaluation.Depth, outcome.Found.Count);
        Assert.Equal(0, outcome.Ndcg);
    }
}
