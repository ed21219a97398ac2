namespace Cartwright.Platform.Caching;

/// <summary>The tags of cached values that a change made stale.</summary>
/// <param name="Tags">1 to 1,000.</param>
internal sealed record PurgeRequest(IReadOnlyList<string> Tags)
{
    /// <summary>The most tags of a request.</summary>
    public const int TagsMax = 1000;
}
