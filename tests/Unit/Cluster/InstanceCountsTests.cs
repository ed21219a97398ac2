using Cartwright.Commands;

namespace Cartwright.Unit.Cluster;

public sealed class InstanceCountsTests
{
    [Fact]
    public void Services_that_are_not_named_are_not_counted() => Assert.Empty(InstanceCounts.Parse(null, 8000).Counts);

    [Fact]
    public void Each_service_gets_as_many_as_it_is_given()
    {
        var parsed = InstanceCounts.Parse("orders=2, inventory=3", 8000);

        Assert.Null(parsed.Error);
        Assert.Equal(new Dictionary<string, int> { ["orders"] = 2, ["inventory"] = 3 }, parsed.Counts);
    }

    [Theory]
    [InlineData("returns=2", "There is no service 'returns'")]
    [InlineData("orders", "'orders' must say how many")]
    [InlineData("orders=0", "'orders=0' must say how many")]
    [InlineData("orders=-1", "'orders=-1' must say how many")]
    [InlineData("orders=21", "'orders=21' must say how many")]
    [InlineData("orders=two", "'orders=two' must say how many")]
    [InlineData("orders=2=3", "'orders=2=3' must say how many")]
    [InlineData("orders=2,orders=3", "'orders' is named twice")]
    public void What_makes_no_sense_is_named(string text, string error) => Assert.StartsWith(error, InstanceCounts.Parse(text, 8000).Error);

    [Fact]
    public void The_ports_of_the_last_instance_must_exist()
    {
        Assert.Null(InstanceCounts.Parse("orders=2", 65_000).Error);
        Assert.Contains("choose a lower --port", InstanceCounts.Parse("orders=20", 65_000).Error!, StringComparison.Ordinal);
    }
}
