namespace Cartwright.Imports;

/// <summary>The body of an answer is no page of orders. Whoever reads one throws it; the page is asked for again.</summary>
/// <param name="reason">What is wrong with it. Nothing of the body belongs here.</param>
/// <param name="cause">The error behind it.</param>
internal sealed class MarketplacePageException(string reason, Exception? cause = null) : Exception(reason, cause);

/// <summary>A marketplace cannot be used at the moment. What was wanted of it has to wait.</summary>
/// <param name="reason">Why.</param>
/// <param name="retryAfter">How long to leave it alone.</param>
/// <param name="concernsAll">Whether whatever else is asked of it would fare alike, because it said so itself or because its circuit breaker is open.</param>
/// <param name="cause">The error behind it.</param>
internal sealed class MarketplaceUnavailableException(string reason, TimeSpan retryAfter, bool concernsAll, Exception? cause = null) : Exception(reason, cause)
{
    /// <summary>Whether whatever else is asked of it would fare alike.</summary>
    public bool ConcernsAll { get; } = concernsAll;

    /// <summary>How long to leave it alone.</summary>
    public TimeSpan RetryAfter { get; } = retryAfter;
}

/// <summary>A marketplace will not do what it was asked for, however often it is asked: somebody has to look into it.</summary>
/// <param name="reason">Why.</param>
/// <param name="cause">The error behind it.</param>
internal sealed class MarketplaceRefusedException(string reason, Exception? cause = null) : Exception(reason, cause);
