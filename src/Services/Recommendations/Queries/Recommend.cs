using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.OpenApi;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Recommendations;

/// <summary>Recommends products, from the model in memory.</summary>
internal static class Recommend
{
    const int LimitDefault = 10;
    const int LimitMax = 50;
    const int ViewedMax = 50;
    const int ExcludedMax = 200;

    // Purchases and views of a user that count: the latest.
    const int HistoryMax = 40;

    sealed record Signal(Guid ProductId, bool Bought);

    /// <summary>Recommends products to show with a product.</summary>
    public static Results<Ok<RecommendationsResponse>, ProblemHttpResult> WithProduct(
        Guid productId, RecommendationModel model, RecommendationsMeter meter,
        [Bounds(LengthMax = ExcludedMax)] Guid[]? exclude = null, [Bounds(Min = 1, Max = LimitMax)] int limit = LimitDefault) =>
        Check(exclude, limit) is { } problem ? problem : Answer(model.WithProduct(productId, exclude ?? [], limit), meter);

    /// <summary>Recommends products to look at next in a session.</summary>
    public static Results<Ok<RecommendationsResponse>, ProblemHttpResult> Next(
        RecommendationModel model, RecommendationsMeter meter, [Bounds(LengthMax = ViewedMax)] Guid[]? viewed = null,
        [Bounds(LengthMax = ExcludedMax)] Guid[]? exclude = null, [Bounds(Min = 1, Max = LimitMax)] int limit = LimitDefault) =>
        viewed?.Length > ViewedMax
            ? Problems.Invalid("viewed", $"Name at most {ViewedMax} products, the last one at the end.")
            : Check(exclude, limit) is { } problem ? problem : Answer(model.Next(viewed ?? [], exclude ?? [], limit), meter);

    /// <summary>Recommends products to a user, by the user's orders and views. A user who opted out gets what is popular.</summary>
    public static async Task<Results<Ok<RecommendationsResponse>, ProblemHttpResult>> ForUserAsync(
        Guid userId, ClaimsPrincipal user, Database database, RecommendationModel model, RecommendationsMeter meter, CancellationToken cancellationToken,
        [Bounds(LengthMax = ExcludedMax)] Guid[]? exclude = null, [Bounds(Min = 1, Max = LimitMax)] int limit = LimitDefault)
    {
        if (!user.MayAccess(userId, Permission.ReadCustomers))
        {
            return Problems.NotFound("user");
        }

        if (Check(exclude, limit) is { } problem)
        {
            return problem;
        }

        var history = await database.QueryAsync<Signal>(
            """
            (select l.product_id, true as bought from baskets b cross join unnest(b.products) as l (product_id) where b.user_id = @userId and not b.cancelled
             order by b.at desc, l.product_id limit @HistoryMax)
            union all
            (select product_id, false from views where user_id = @userId order by at desc, product_id limit @HistoryMax)
            """,
            new { userId, HistoryMax },
            cancellationToken);
        // The latest comes first from the database, and last to the model.
        var signals = history.Reverse().ToLookup(signal => signal.Bought, signal => signal.ProductId);
        return Answer(model.ForUser([.. signals[true]], [.. signals[false]], exclude ?? [], limit), meter);
    }

    static ProblemHttpResult? Check(Guid[]? exclude, int limit) =>
        exclude?.Length > ExcludedMax ? Problems.Invalid("exclude", $"Name at most {ExcludedMax} products.")
        : limit is < 1 or > LimitMax ? Problems.Invalid("limit", $"The limit must be 1 to {LimitMax}.")
        : null;

    static Ok<RecommendationsResponse> Answer(IReadOnlyList<Recommended> items, RecommendationsMeter meter)
    {
        meter.Answered(items);
        return TypedResults.Ok(RecommendationsResponse.Of(items));
    }
}
