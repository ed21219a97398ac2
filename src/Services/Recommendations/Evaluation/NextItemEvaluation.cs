namespace Cartwright.Recommendations;

/// <summary>
/// Compares methods by the next product of sessions that they have not seen: after each product of a session, where is the one that came next? The service's own
/// methods are asked through the model that serves requests.
/// </summary>
internal static class NextItemEvaluation
{
    public const string Popularity = "popularity";
    public const string ItemKnn = "item-kNN";
    public const string Own = "similar sessions";

    const int RankMax = 20;

    /// <summary>Learns from sessions, then foretells others.</summary>
    /// <param name="train">What is learned, in any order.</param>
    /// <param name="test">What is foretold.</param>
    /// <param name="limits">The bounds of the model.</param>
    public static IReadOnlyList<NextItemScore> Run(IReadOnlyList<ProductView> train, IReadOnlyList<ProductView> test, ModelLimits limits)
    {
        using var model = new RecommendationModel(limits);
        model.Add([.. train.Select(view => view.ProductId).Distinct().Select(id => new ShelfItem(id, null, true))]);
        model.Add(train);
        var neighbours = new ItemNeighbours(train);
        var sessions = test.GroupBy(view => view.SessionId)
            .Select(session => session.OrderBy(view => view.At).Select(view => view.ProductId).ToList())
            .Where(session => session.Count > 1)
            .ToList();
        return
        [
            Score(Popularity, sessions, _ => Ids(model.Next([], [], RankMax))),
            Score(ItemKnn, sessions, viewed => neighbours.Of(viewed[^1], RankMax)),
            Score(Own, sessions, viewed => Ids(model.Next(viewed, [], RankMax))),
        ];
    }

    static NextItemScore Score(string method, List<List<Guid>> sessions, Func<IReadOnlyList<Guid>, IReadOnlyList<Guid>> predict)
    {
        var (predictions, hits10, hits20, ranks) = (0, 0, 0, 0.0);
        foreach (var session in sessions)
        {
            for (var next = 1; next < session.Count; next++)
            {
                var rank = predict(session[..next]).IndexOf(session[next]) + 1;
                predictions++;
                hits10 += rank is > 0 and <= 10 ? 1 : 0;
                hits20 += rank > 0 ? 1 : 0;
                ranks += rank > 0 ? 1.0 / rank : 0;
            }
        }

        var all = Math.Max(1, predictions);
        return new(method, predictions, (double)hits10 / all, (double)hits20 / all, ranks / all);
    }

    static IReadOnlyList<Guid> Ids(IReadOnlyList<Recommended> items) => [.. items.Select(item => item.ProductId)];

    static int IndexOf(this IReadOnlyList<Guid> ids, Guid id)
    {
        for (var i = 0; i < ids.Count; i++)
        {
            if (ids[i] == id)
            {
                return i;
            }
        }

        return -1;
    }
}
