using Cartwright.Bench;

namespace Cartwright.Unit.Bench;

public sealed class OpenLoopTests
{
    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Arrivals_come_at_the_rate_asked_for_and_within_the_time()
    {
        var arrivals = OpenLoop.Arrivals(200, Minute, seed: 1).ToList();

        // 12,000 are expected; the standard deviation of a Poisson process is the root of that, 110.
        Assert.InRange(arrivals.Count, 11_500, 12_500);
        Assert.Equal(arrivals.Order(), arrivals);
        Assert.InRange(arrivals[^1], TimeSpan.Zero, Minute);
    }

    [Fact]
    public void Gaps_between_arrivals_scatter_as_those_of_a_Poisson_process_do()
    {
        var arrivals = OpenLoop.Arrivals(200, Minute, seed: 2).Select(arrival => arrival.TotalSeconds).ToList();
        var gaps = arrivals.Zip(arrivals.Skip(1), (earlier, later) => later - earlier).ToList();

        // Exponentially distributed: as many as 1/e are longer than the average.
        Assert.InRange((double)gaps.Count(gap => gap > gaps.Average()) / gaps.Count, 0.35, 0.39);
    }

    [Fact]
    public void The_same_seed_gives_the_same_arrivals() =>
        Assert.Equal(OpenLoop.Arrivals(50, Minute, seed: 3), OpenLoop.Arrivals(50, Minute, seed: 3));
}
