using Cartwright.Storefront.Sessions;

namespace Cartwright.Storefront.Api;

/// <summary>What the customer decided about recommendations.</summary>
/// <param name="Personal">Whether the customer's orders and views may be used for the customer's own recommendations.</param>
public sealed record RecommendationChoice(bool Personal);

/// <summary>Reads and changes what the customer decided about recommendations.</summary>
internal sealed class RecommendationChoiceApi(IHttpClientFactory clients, Visitor visitor) : ApiClient("recommendations", clients, visitor)
{
    const string Path = "/api/recommendations/preferences";

    public Task<RecommendationChoice?> CurrentAsync(CancellationToken cancellationToken) => GetAsync(Path, ApiJson.Default.RecommendationChoice, cancellationToken);

    public Task<ApiResponse<Nothing>> ChangeAsync(RecommendationChoice choice, CancellationToken cancellationToken) =>
        SendAsync(Request(HttpMethod.Put, Path, choice, ApiJson.Default.RecommendationChoice), cancellationToken);
}
