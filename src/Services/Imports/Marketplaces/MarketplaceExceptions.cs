namespace Cartwright.Imports;

/// <summary>The body of a response is not a page of orders. The page is requested again.</summary>
/// <param name="reason">What is wrong with it, without any part of the body.</param>
/// <param name="cause">The error behind it.</param>
internal sealed class MarketplacePageException(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>A marketplace is not available at the moment.</summary>
/// <param name="reason">Why.</param>
/// <param name="retryAfter">How long to wait before the next request.</param>
/// <param name="concernsAll">Whether every other request would fail too: the marketplace said so, or its circuit breaker is open.</param>
/// <param name="cause">The error behind it.</param>
internal sealed class MarketplaceUnavailableException(string reason, TimeSpan retryAfter, bool concernsAll, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>Whether every other request would fail too.</summary>
    public bool ConcernsAll { get; } = concernsAll;

    /// <summary>How long to wait before the next request.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>A marketplace refuses a request for good: a person has to act.</summary>
/// <param name="reason">Why.</param>
/// <param name="cause">The error behind it.</param>
internal sealed class MarketplaceRefusedException(string reason, Exception? cause = null) : Exception(reason, cause);
