namespace Cartwright.Bench;

/// <summary>One line of the result: what was driven, how fast it was and what it cost.</summary>
/// <param name="Name">What was driven.</param>
/// <param name="Clients">Connections that drove it.</param>
/// <param name="PerSecond">Operations that succeeded, per second.</param>
/// <param name="Median">Latency that half of them did not exceed.</param>
/// <param name="NinetyNinth">Latency that 99 % of them did not exceed.</param>
/// <param name="Elapsed">How long it was driven.</param>
/// <param name="Cpu">Processor time used meanwhile.</param>
/// <param name="Operations">Operations that succeeded.</param>
/// <param name="Failed">Operations that did not.</param>
/// <param name="FirstFailure">The first failure in words; null when there was none.</param>
internal sealed record Measurement(
    string Name,
    int Clients,
    double PerSecond,
    TimeSpan Median,
    TimeSpan NinetyNinth,
    TimeSpan Elapsed,
    CpuTimes Cpu,
    long Operations,
    long Failed,
    string? FirstFailure)
{
    /// <summary>Sums up a load run.</summary>
    public static Measurement Of(string name, int clients, LoadResult result, CpuTimes cpu) => new(
        name, clients, result.PerSecond, result.Latencies.Percentile(0.5), result.Latencies.Percentile(0.99),
        result.Elapsed, cpu, result.Succeeded, result.Failed, result.FirstFailure);

    /// <summary>Cores that were busy on average, for a processor time used during this measurement.</summary>
    public double Cores(TimeSpan cpu) => Elapsed > TimeSpan.Zero ? cpu / Elapsed : 0;
}
