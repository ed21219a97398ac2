using Cartwright.Platform.OpenApi;

namespace Cartwright.Recommendations;

/// <summary>A recommended product.</summary>
/// <param name="ProductId">The product. It was on sale, with units available, a moment ago.</param>
/// <param name="Reason">Why it is recommended.</param>
/// <param name="Score">Greater is better; comparable with products of the same reason in the same answer only.</param>
public sealed record RecommendationResponse(Guid ProductId, [property: OneOf(typeof(RecommendationReason))] string Reason, double Score);

/// <summary>Recommended products.</summary>
/// <param name="Items">The best reason first, and of one reason the best product; fewer than the limit where too little is known.</param>
public sealed record RecommendationsResponse(IReadOnlyList<RecommendationResponse> Items)
{
    internal static RecommendationsResponse Of(IReadOnlyList<Recommended> items) =>
        new([.. items.Select(item => new RecommendationResponse(item.ProductId, item.Reason, item.Score))]);
}
