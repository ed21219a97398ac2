namespace Cartwright.Simulators;

/// <summary>Draws the faults of one request. The same fault seed gives the same faults to the n-th request.</summary>
/// <param name="seed">The fault seed of the marketplace.</param>
/// <param name="request">Which request it is.</param>
internal struct FaultInjector(int seed, long request)
{
    readonly ulong _seed = SplitMix.Of((ulong)seed, (ulong)request);
    ulong _draws;

    /// <summary>True for this share of all cases.</summary>
    public bool Occurs(double share) => share > 0 && NextPart() < share;

    /// <summary>A number from 0 to the limit - 1.</summary>
    public long Below(long limit) => (long)(NextPart() * limit);

    /// <summary>Any number.</summary>
    public ulong Next() => SplitMix.Of(_seed, _draws++);

    /// <summary>How long a request takes: log-normally distributed, with the median and the 99th percentile of the settings.</summary>
    public TimeSpan Latency(MarketplaceSettings settings)
    {
        const double deviationsOfP99 = 2.3263;
        if (settings.LatencyMedianMs == 0)
        {
            return TimeSpan.Zero;
        }

        var median = TimeSpan.FromMilliseconds(settings.LatencyMedianMs);
        if (settings.LatencyP99Ms == 0)
        {
            return median;
        }

        var sigma = Math.Log((double)settings.LatencyP99Ms / settings.LatencyMedianMs) / deviationsOfP99;
        // Box and Muller, 1958; 1 - part is never zero.
        var deviations = Math.Sqrt(-2 * Math.Log(1 - NextPart())) * Math.Cos(2 * Math.PI * NextPart());
        return median * Math.Exp(sigma * deviations);
    }

    double NextPart() => SplitMix.Part(Next());
}
