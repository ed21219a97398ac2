namespace Cartwright.Platform.Jobs;

/// <summary>
/// The wait before a failed attempt is repeated: exponential backoff, with jitter where many may have failed together. Attempts whose wait must survive the
/// process store when they are due; retries within one call are Polly's.
/// </summary>
/// <param name="First">The wait after the first failure.</param>
/// <param name="Max">The longest wait.</param>
public readonly record struct Backoff(TimeSpan First, TimeSpan Max)
{
    // More than any wait needs: a tick doubled so often is half a year.
    const int FailuresMax = 48;

    /// <summary>The wait after so many failures in a row: <see cref="First"/>, doubled with each further one up to <see cref="Max"/>.</summary>
    /// <param name="failures">1 or more; less counts as 1.</param>
    public TimeSpan After(int failures)
    {
        var doubled = First.Ticks * Math.Pow(2, Math.Clamp(failures, 1, FailuresMax) - 1);
        return doubled < Max.Ticks ? TimeSpan.FromTicks((long)doubled) : Max;
    }

    /// <summary>The same with jitter: spread over the upper half, so that what failed together does not return together.</summary>
    /// <param name="failures">1 or more; less counts as 1.</param>
    /// <param name="random">0 to 1.</param>
    public TimeSpan After(int failures, double random) => After(failures) * (0.5 + (random / 2));
}
