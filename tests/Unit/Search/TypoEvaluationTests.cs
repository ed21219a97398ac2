using Cartwright.Catalog.Evaluation;
using Cartwright.Commands;

namespace Cartwright.Unit.Search;

/// <summary>What typos leave of the results is measured with the same typos each time.</summary>
public sealed class TypoEvaluationTests
{
    // Raised when the search gets better, never lowered.
    static readonly double[] KeptMin = [0, 0.95, 0.87];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_demo_shop_finds_mistyped_what_it_finds_spelled_correctly(int edits)
    {
        var set = SearchCommand.Demo();
        var products = set.Products.ToList();
        var known = products.Select(p => p.Sku).ToHashSet();
        using var engine = new IndexEngine();
        engine.Add(products);
        string[] texts = [.. set.ReadQueries(known.Contains).Queries
            .Where(q => q.IsAnswerable && q.Kind != "prefix" && !q.Kind.StartsWith("typo", StringComparison.Ordinal)).Select(q => q.Text)];

        var summary = TypoEvaluation.Run(engine, texts, edits, seed: 1, TestContext.Current.CancellationToken);

        Assert.True(summary.Queries > 100, $"{summary}");
        Assert.True(summary.Kept >= KeptMin[edits], $"{summary}");
        Assert.Equal(summary, TypoEvaluation.Run(engine, texts, edits, seed: 1, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_typo_has_as_many_edits_as_it_says_and_is_never_the_word(int edits)
    {
        var random = new Random(7);
        var typed = Enumerable.Range(0, 1000).Select(_ => TypoEvaluation.Mistype("headphones", edits, random)).ToList();

        Assert.All(typed, word => Assert.InRange(word.Length, 10 - edits, 10 + edits));
        Assert.DoesNotContain("headphones", typed);
        Assert.True(typed.Distinct().Count() > 300);
    }

    [Fact]
    public void Queries_without_a_long_word_or_without_results_do_not_count()
    {
        using var engine = new ListedEngine(new() { ["mug"] = ["S1"], ["beakers"] = ["S1", "S2"] });

        var summary = TypoEvaluation.Run(engine, ["mug", "unknown", "beakers", "beakers"], 1, seed: 3, TestContext.Current.CancellationToken);

        Assert.Equal((TypoEvaluation.TyposPerQuery, 0d), (summary.Queries, summary.Kept));
        Assert.Null(TypoEvaluation.Run(engine, ["beakers"], 2, seed: 3, TestContext.Current.CancellationToken).Kept);
    }
}
