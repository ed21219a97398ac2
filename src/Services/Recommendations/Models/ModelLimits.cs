namespace Cartwright.Recommendations;

/// <summary>The bounds and the decay of a model.</summary>
/// <param name="halfLife">After this time a signal counts half as much.</param>
/// <param name="sessionsPerProduct">How many sessions, and how many baskets, of a product are kept: the latest.</param>
internal sealed class ModelLimits(TimeSpan halfLife, int sessionsPerProduct)
{
    /// <summary>The most products of a basket or of a session: the latest.</summary>
    public const int ItemsMax = 50;

    // An exponential is the product of two that are looked up: that of the low bits of an age and that of the others.
    const int LowBits = 12;

    // 8,192 times 4,096 seconds are 388 days.
    const int HighCount = 8192;

    readonly double[] _low = Table(1 << LowBits, 1, halfLife);
    readonly double[] _high = Table(HighCount, 1 << LowBits, halfLife);

    /// <summary>How many sessions, and how many baskets, of a product are kept.</summary>
    public int SessionsPerProduct => sessionsPerProduct;

    /// <summary>After so many seconds a signal counts half as much.</summary>
    public double HalfLifeSeconds => halfLife.TotalSeconds;

    /// <summary>Two to the power of minus the age in half-lives.</summary>
    public double Decay(int seconds) => (seconds >> LowBits) is var high && high < HighCount
        ? _high[high] * _low[seconds & ((1 << LowBits) - 1)]
        : Weight(seconds, halfLife);

    static double[] Table(int count, int step, TimeSpan halfLife) => [.. Enumerable.Range(0, count).Select(i => Weight((double)i * step, halfLife))];

    static double Weight(double seconds, TimeSpan halfLife) => Math.Pow(2, -seconds / halfLife.TotalSeconds);
}
