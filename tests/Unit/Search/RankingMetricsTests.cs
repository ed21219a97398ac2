using Cartwright.Catalog.Evaluation;

namespace Cartwright.Unit.Search;

public sealed class RankingMetricsTests
{
    static readonly Dictionary<string, int> Grades = new() { ["A"] = 3, ["B"] = 2, ["C"] = 1 };

    [Fact]
    public void The_best_ranking_has_1() => Assert.Equal(1, RankingMetrics.Ndcg(["A", "B", "C"], Grades, 10), 12);

    [Fact]
    public void Nothing_relevant_has_0()
    {
        Assert.Equal(0, RankingMetrics.Ndcg(["X", "Y"], Grades, 10));
        Assert.Equal(0, RankingMetrics.Ndcg([], Grades, 10));
    }

    // Gained: 7 / log2 2 + 0 / log2 3 + 3 / log2 4 = 8.5. Best: 7 / log2 2 + 3 / log2 3 + 1 / log2 4 = 7 + 1.892789 + 0.5 = 9.392789.
    [Fact]
    public void A_lower_rank_gains_less() => Assert.Equal(0.904950, RankingMetrics.Ndcg(["A", "X", "B"], Grades, 10), 6);

    // Gained: 1 / log2 2 + 3 / log2 3 + 7 / log2 4 = 1 + 1.892789 + 3.5 = 6.392789. Best: 9.392789.
    [Fact]
    public void The_worst_order_of_the_relevant_still_counts() => Assert.Equal(0.680606, RankingMetrics.Ndcg(["C", "B", "A"], Grades, 10), 6);

    [Fact]
    public void A_repeated_product_gains_once() => Assert.Equal(
        RankingMetrics.Ndcg(["A", "X", "X"], Grades, 10), RankingMetrics.Ndcg(["A", "A", "A"], Grades, 10), 12);

    // Of the best ranking two count: 7 + 1.892789. Found are 7 and, out of sight, B.
    [Fact]
    public void Only_the_first_results_count() => Assert.Equal(0.787155, RankingMetrics.Ndcg(["A", "X", "B"], Grades, 2), 6);

    [Fact]
    public void A_query_without_relevant_products_has_no_ndcg() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RankingMetrics.Ndcg(["A"], new Dictionary<string, int>(), 10));

    [Theory]
    [InlineData("A", "B is less relevant, so A may be on top although it is sold out", false)]
    [InlineData("B", "A is more relevant and in stock", true)]
    [InlineData("X", "A is relevant and in stock", true)]
    public void A_sold_out_product_may_be_on_top_if_nothing_in_stock_is_as_relevant(string soldOutFirst, string because, bool expected) => Assert.True(
        expected == RankingMetrics.IsSoldOutOnTop([soldOutFirst, "C"], Grades, sku => sku == soldOutFirst), because);

    [Fact]
    public void A_product_in_stock_may_be_on_top()
    {
        Assert.False(RankingMetrics.IsSoldOutOnTop(["C"], Grades, sku => sku != "C"));
        Assert.False(RankingMetrics.IsSoldOutOnTop([], Grades, _ => true));
    }

    [Fact]
    public void It_is_no_fault_if_all_relevant_products_are_sold_out() => Assert.False(RankingMetrics.IsSoldOutOnTop(["C"], Grades, _ => true));
}
