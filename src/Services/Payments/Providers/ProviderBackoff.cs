using Cartwright.Platform.Jobs;

namespace Cartwright.Payments;

/// <summary>The wait before a provider is called again.</summary>
internal static class ProviderBackoff
{
    // A customer waits at the other end; a provider that is down is spared by the circuit breaker, not by long waits.
    static readonly Backoff Waits = new(TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(10));

    /// <summary>The wait after so many attempts; see <see cref="Backoff.After(int)"/>.</summary>
    public static TimeSpan After(int tries) => Waits.After(tries + 1);
}
