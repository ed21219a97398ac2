using Cartwright.Bench;

namespace Cartwright.Unit.Bench;

public sealed class LatencyHistogramTests
{
    const double Precision = 0.008;

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.9)]
    [InlineData(0.99)]
    [InlineData(0.999)]
    [InlineData(1)]
    public void A_percentile_is_that_of_the_sorted_latencies_and_at_most_0_8_percent_higher(double share)
    {
        var random = new Random(42);
        // From a few hundred nanoseconds to minutes, as many in each power of ten.
        var latencies = Enumerable.Range(0, 10_000).Select(_ => TimeSpan.FromTicks((long)Math.Pow(10, random.NextDouble() * 9))).ToList();
        var histogram = HistogramOf(latencies);

        var exact = latencies.Order().ElementAt((int)Math.Ceiling(share * latencies.Count) - 1);

        Assert.InRange(histogram.Percentile(share), exact, exact * (1 + Precision) + TimeSpan.FromTicks(1));
    }

    [Fact]
    public void One_latency_is_every_percentile()
    {
        var latency = TimeSpan.FromMilliseconds(123.4567);
        var histogram = HistogramOf([latency]);

        Assert.Equal(latency, histogram.Percentile(0));
        Assert.Equal(latency, histogram.Percentile(0.5));
        Assert.Equal(latency, histogram.Percentile(1));
    }

    [Fact]
    public void Without_latencies_percentiles_are_zero() => Assert.Equal(TimeSpan.Zero, new LatencyHistogram().Percentile(0.99));

    [Fact]
    public void Two_histograms_add_up_to_that_of_all_latencies()
    {
        var (fast, slow) = (Milliseconds(1, 2, 3), Milliseconds(400, 500));
        var sum = HistogramOf(fast);
        sum.Add(HistogramOf(slow));

        Assert.Equal(5, sum.Count);
        Assert.Equal(TimeSpan.FromMilliseconds(500), sum.Longest);
        Assert.Equal(HistogramOf([.. fast, .. slow]).Percentile(0.5), sum.Percentile(0.5));
    }

    [Fact]
    public void Impossible_latencies_are_counted_at_the_ends()
    {
        var histogram = HistogramOf([TimeSpan.FromMilliseconds(-1), TimeSpan.FromDays(365)]);

        Assert.Equal(2, histogram.Count);
        Assert.Equal(TimeSpan.Zero, histogram.Percentile(0.5));
        Assert.InRange(histogram.Percentile(1), TimeSpan.FromHours(2), TimeSpan.FromDays(365));
    }

    static TimeSpan[] Milliseconds(params int[] values) => [.. values.Select(value => TimeSpan.FromMilliseconds(value))];

    static LatencyHistogram HistogramOf(IEnumerable<TimeSpan> latencies)
    {
        var histogram = new LatencyHistogram();
        foreach (var latency in latencies) histogram.Record(latency);
        return histogram;
    }
}
