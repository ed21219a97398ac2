using Cartwright.Platform.Jobs;

namespace Cartwright.Unit.Platform;

public sealed class BackoffTests
{
    static readonly Backoff Waits = new(TimeSpan.FromMilliseconds(200), TimeSpan.FromSeconds(5));

    [Theory]
    [InlineData(0, 200)]
    [InlineData(1, 200)]
    [InlineData(2, 400)]
    [InlineData(5, 3200)]
    [InlineData(6, 5000)]
    [InlineData(int.MaxValue, 5000)]
    [InlineData(int.MinValue, 200)]
    public void The_wait_doubles_with_each_failure_up_to_the_longest(int failures, double expected) =>
        Assert.Equal(expected, Waits.After(failures).TotalMilliseconds);

    [Theory]
    [InlineData(1, 0, 100)]
    [InlineData(1, 1, 200)]
    [InlineData(4, 1, 1600)]
    [InlineData(60, 0, 2500)]
    [InlineData(60, 1, 5000)]
    public void Jitter_spreads_it_over_the_upper_half(int failures, double random, double expected) =>
        Assert.Equal(expected, Waits.After(failures, random).TotalMilliseconds);

    [Fact]
    public void The_longest_wait_may_be_years() =>
        Assert.Equal(TimeSpan.FromDays(2 << 10), new Backoff(TimeSpan.FromDays(1), TimeSpan.MaxValue).After(12));
}
