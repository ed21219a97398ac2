namespace Cartwright.Recommendations;

/// <summary>Why a product is recommended.</summary>
public static class RecommendationReason
{
    /// <summary>Customers ordered it together with the product.</summary>
    public const string BoughtTogether = "bought_together";

    /// <summary>Visitors looked at it in one session with the product.</summary>
    public const string ViewedTogether = "viewed_together";

    /// <summary>Visitors looked at it in sessions that are similar.</summary>
    public const string SimilarSessions = "similar_sessions";

    /// <summary>It is popular in the category of the product.</summary>
    public const string PopularInCategory = "popular_in_category";

    /// <summary>It is popular in the shop.</summary>
    public const string Popular = "popular";
}
