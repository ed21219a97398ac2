using Cartwright.Platform.RabbitMq;

namespace Cartwright.Unit.Platform;

public sealed class PartitionTests
{
    static readonly IReadOnlyList<int> Partitions = [.. Enumerable.Range(0, Topology.Partitions)];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(9)]
    public void Every_partition_is_assigned_to_one_instance_and_none_has_two_more_than_another(int count)
    {
        IReadOnlyList<Guid> instances = [.. Enumerable.Range(0, count).Select(_ => Guid.NewGuid())];

        var owners = Partitions.Select(partition => Assert.Single(instances, instance => Topology.IsAssigned(partition, instance, instances))).ToList();

        var loads = instances.Select(instance => owners.Count(owner => owner == instance)).ToList();
        Assert.True(loads.Max() - loads.Min() <= 1);
    }

    [Fact]
    public void An_instance_that_knows_no_other_one_keeps_all_partitions() =>
        Assert.All(Partitions, partition => Assert.True(Topology.IsAssigned(partition, Guid.NewGuid(), [])));

    [Fact]
    public void All_events_of_an_aggregate_go_to_the_same_partition()
    {
        var aggregate = Guid.NewGuid();

        Assert.EndsWith($".{Topology.PartitionOf(aggregate)}", Topology.RoutingKey("order.created", aggregate), StringComparison.Ordinal);
        Assert.Equal(Topology.PartitionOf(aggregate), Topology.PartitionOf(new Guid(aggregate.ToByteArray())));
    }
}
