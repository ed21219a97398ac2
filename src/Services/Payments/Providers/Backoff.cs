namespace Cartwright.Payments;

/// <summary>How long to wait before a provider is asked again.</summary>
internal static class Backoff
{
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    // A customer waits at the other end; a provider that is down is spared by the circuit breaker, not by long waits.
    static readonly TimeSpan Max = TimeSpan.FromSeconds(10);

    /// <summary>Doubles with each try, up to 10 seconds.</summary>
    public static TimeSpan After(int tries) => TimeSpan.FromTicks(Math.Min(Max.Ticks, First.Ticks << Math.Min(tries, 10)));
}
