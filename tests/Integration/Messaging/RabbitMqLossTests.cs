using Cartwright.Platform.RabbitMq;
using Cartwright.Tests.Shops;
using RabbitMQ.Client;

namespace Cartwright.Tests.Messaging;

/// <summary>A broker that dies, or loses queues and messages, loses no event.</summary>
[TakesLong]
public sealed class RabbitMqLossTests(TestShop shop, OverRabbitMq transports) : IClassFixture<OverRabbitMq>
{
    [Fact]
    public async Task A_broker_that_dies_under_load_loses_and_reorders_nothing()
    {
        await using var services = await StartAsync();
        var aggregates = Enumerable.Range(0, 8).Select(_ => Guid.NewGuid()).ToList();
        var rounds = 0;
        using var ended = new CancellationTokenSource();
        var publishing = PublishAsync();

        await Eventually.TrueAsync(async () => (await services.EffectsAsync()).Count > 100, () => "Nothing arrives.");
        await transports.Broker.Server.KillAsync();
        await transports.Broker.Server.ReadyAsync(CancellationToken.None);
        var before = (await services.EffectsAsync()).Count;
        await Eventually.TrueAsync(async () => (await services.EffectsAsync()).Count > before, () => "Nothing arrives any more.");
        await ended.CancelAsync();
        await publishing;

        await services.UntilAsync([.. from n in Enumerable.Range(0, 8) from i in Enumerable.Range(0, rounds) select $"{n} {i:00000}"]);
        Assert.All((await services.EffectsAsync()).GroupBy(name => name[0]), group => Assert.Equal(group.Order(StringComparer.Ordinal), group));

        async Task PublishAsync()
        {
            while (!ended.IsCancellationRequested || rounds < 100)
            {
                await services.PublishTogetherAsync([.. aggregates.Select((id, n) => (id, $"{n} {rounds:00000}"))]);
                rounds++;
            }
        }
    }

    [Fact]
    public async Task A_broker_that_loses_all_its_queues_loses_no_event()
    {
        await using var services = await StartAsync();
        var id = Guid.NewGuid();
        await services.PublishAsync((id, "before"));
        await services.UntilAsync("before");
        await services.StopProbeAsync();
        await services.PublishAsync((id, "lost by the broker 1"), (id, "lost by the broker 2"));

        await DeleteQueuesAsync(services.ProbeName);
        await services.StartProbeAsync();
        await services.PublishAsync((id, "after"));

        await services.UntilAsync("before", "lost by the broker 1", "lost by the broker 2", "after");
    }

    [Fact]
    public async Task A_message_that_the_broker_lost_is_found_missing_and_handled()
    {
        await using var services = await StartAsync();
        await services.PublishAsync((Guid.NewGuid(), "before"));
        await services.UntilAsync("before");
        await services.StopProbeAsync();
        await services.PublishAsync((Guid.NewGuid(), "lost"));

        // The queues stay, what is in them goes.
        await Eventually.TrueAsync(async () => await PurgeQueuesAsync(services.ProbeName) > 0, () => "The event does not reach the broker.");
        await services.StartProbeAsync();

        await services.UntilAsync("before", "lost");
    }

    [Fact]
    public async Task Queues_that_a_kill_has_left_unusable_are_recreated()
    {
        await using var services = await StartAsync(over: transports.WithoutComparing());
        await services.PublishAsync((Guid.NewGuid(), "before"));
        await services.UntilAsync("before");

        // So soon that the broker may forget what belongs to the queues and keep their names.
        await transports.Broker.Server.KillAsync();
        await services.PublishAsync((Guid.NewGuid(), "meanwhile"));
        await transports.Broker.Server.ReadyAsync(CancellationToken.None);

        // What an unusable queue took in before it was recreated is gone: only the comparison, which is off here, finds that. So events go on coming.
        await Eventually.TrueAsync(
            async () =>
            {
                await services.PublishAsync((Guid.NewGuid(), "after"));
                return (await services.EffectsAsync()).Contains("after");
            },
            () => "The queues deliver nothing.");
    }

    [Fact]
    public async Task Queues_whose_consumers_the_broker_has_lost_are_noticed()
    {
        var cancelled = TestContext.Current.CancellationToken;
        var service = "lost_" + Guid.NewGuid().ToString("N");
        await using var connection = await ConnectAsync();
        await using (var channel = await connection.CreateChannelAsync(cancellationToken: cancelled))
        {
            await Topology.DeclareExchangesAsync(channel, cancelled);
            await Topology.DeclareQueuesAsync(channel, service, cancelled);
        }

        using var watch = new QueueWatch(service);

        var noticed = await Assert.ThrowsAsync<InvalidOperationException>(() => watch.RunAsync(connection, cancelled));

        Assert.Contains(Topology.Queue(service, 0), noticed.Message, StringComparison.Ordinal);
    }

    async Task DeleteQueuesAsync(string service)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        for (var partition = 0; partition < Topology.Partitions; partition++)
        {
            await channel.QueueDeleteAsync(Topology.Queue(service, partition));
        }
    }

    async Task<long> PurgeQueuesAsync(string service)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        var purged = 0L;
        for (var partition = 0; partition < Topology.Partitions; partition++)
        {
            purged += await channel.QueuePurgeAsync(Topology.Queue(service, partition));
        }

        return purged;
    }

    Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = new(transports.Broker.Url) }.CreateConnectionAsync();

    Task<TwoServices> StartAsync(ITransports? over = null) => TwoServices.StartAsync(shop, over ?? transports);
}
