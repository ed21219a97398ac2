using Cartwright.Recommendations;

namespace Cartwright.Unit.Recommendations;

public sealed class NextItemEvaluationTests
{
    /// <summary>The margin is a promise: a change that makes recommendations worse fails here. The history is the same each time.</summary>
    [Fact]
    public void The_own_method_foretells_more_than_item_knn_and_that_more_than_popularity()
    {
        var sessions = new GeneratedHistory(seed: 7, productCount: 800).Sessions(6000).ToList();

        var scores = NextItemEvaluation.Run(
            [.. sessions.Take(5400).SelectMany(session => session)], [.. sessions.Skip(5400).SelectMany(session => session)],
            new RecommendationsOptions().Limits).ToDictionary(score => score.Method);

        var (popularity, itemKnn, own) = (scores[NextItemEvaluation.Popularity], scores[NextItemEvaluation.ItemKnn], scores[NextItemEvaluation.Own]);
        Assert.True(own.HitRate10 > itemKnn.HitRate10 * 1.15, $"HR@10: {own.HitRate10} and {itemKnn.HitRate10}");
        Assert.True(own.HitRate20 > itemKnn.HitRate20 * 1.1, $"HR@20: {own.HitRate20} and {itemKnn.HitRate20}");
        Assert.True(own.ReciprocalRank20 > itemKnn.ReciprocalRank20 * 1.15, $"MRR@20: {own.ReciprocalRank20} and {itemKnn.ReciprocalRank20}");
        Assert.True(itemKnn.HitRate20 > popularity.HitRate20 * 1.15, $"HR@20: {itemKnn.HitRate20} and {popularity.HitRate20}");
    }

    [Fact]
    public void Scores_count_the_rank_of_the_next_item()
    {
        // Everybody goes from a to b; popularity places b behind nothing but a.
        var train = Sessions("a", "b", 20);
        var test = Sessions("a", "b", 3);

        Assert.All(
            NextItemEvaluation.Run(train, test, new RecommendationsOptions().Limits).Where(score => score.Method != NextItemEvaluation.Popularity),
            score => Assert.Equal((3, 1, 1, 1), (score.Predictions, score.HitRate10, score.HitRate20, score.ReciprocalRank20)));
    }

    [Theory]
    [InlineData("SessionId\tItemId\tTime\n1\ta\t1400000000\n")]
    [InlineData("Time\tItemId\tSessionId\tMore\n1400000000000\ta\t1\tx\n\n")]
    [InlineData("ItemId\tSessionId\tTime\na\t1\t2014-05-13T16:53:20Z\n")]
    public void A_file_has_a_header_line_and_a_line_for_each_view(string text)
    {
        using var reader = new StringReader(text);

        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_400_000_000), Assert.Single(SessionFile.Read(reader)).At);
    }

    [Theory]
    [InlineData("", "column 'SessionId'")]
    [InlineData("SessionId\tItemId\n", "column 'Time'")]
    [InlineData("SessionId\tItemId\tTime\n1\ta\t1400000000\n1\ta\n", "Line 3")]
    [InlineData("SessionId\tItemId\tTime\n1\ta\tyesterday at noon\n", "Line 2")]
    public void A_file_of_another_form_is_refused_by_the_line(string text, string message)
    {
        using var reader = new StringReader(text);

        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => SessionFile.Read(reader).ToList()).Message, StringComparison.Ordinal);
    }

    static ProductView[] Sessions(string first, string second, int count) =>
    [
        .. Enumerable.Range(0, count).SelectMany(n =>
        {
            using var reader = new StringReader($"SessionId\tItemId\tTime\n{n}\t{first}\t{1_700_000_000 + n}\n{n}\t{second}\t{1_700_000_060 + n}\n");
            return SessionFile.Read(reader).ToArray();
        }),
    ];
}
