using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Messaging;

/// <summary>A network between services and broker that is cut for a while loses no event.</summary>
public sealed class RabbitMqNetworkTests(TestShop shop, OverRabbitMq transports) : IClassFixture<OverRabbitMq>
{
    [Theory]
    [InlineData(300)]
    [InlineData(6000)]
    public async Task A_broken_network_between_services_and_broker_loses_and_reorders_nothing(int cutMs)
    {
        await using var wire = new CutWire(new Uri(transports.Broker.Url).Port);
        await using var services = await StartAsync(over: transports.Behind(wire));
        var id = Guid.NewGuid();
        await services.PublishAsync((id, "before"));
        await services.UntilAsync("before");

        // Shorter than anybody notices, and longer than both ends put up with.
        wire.Cut();
        await services.PublishAsync([.. Enumerable.Range(0, 20).Select(i => (id, $"cut {i:00}"))]);
        await Task.Delay(cutMs, TestContext.Current.CancellationToken);
        wire.Mend();
        await services.PublishAsync((id, "mended"));

        string[] all = ["before", .. Enumerable.Range(0, 20).Select(i => $"cut {i:00}"), "mended"];
        await services.UntilAsync(all);
        Assert.Equal(all, await services.EffectsAsync());
    }

    [Fact]
    public async Task Events_of_an_instance_that_is_cut_off_are_handled_by_another_one_in_order()
    {
        await using var wire = new CutWire(new Uri(transports.Broker.Url).Port);
        await using var services = await StartAsync(over: transports.Behind(wire));
        await services.StartProbeAsync(transports);
        await services.StartPublisherAsync(transports);
        var aggregates = Enumerable.Range(0, 8).Select(_ => Guid.NewGuid()).ToList();
        await services.PublishTogetherAsync([.. aggregates.Select((id, n) => (id, $"{n} 00"))]);
        await services.UntilAsync([.. Enumerable.Range(0, 8).Select(n => $"{n} 00")]);

        wire.Cut();
        for (var i = 1; i < 20; i++)
        {
            var number = i;
            await services.PublishTogetherAsync([.. aggregates.Select((id, n) => (id, $"{n} {number:00}"))]);
        }

        await services.UntilAsync([.. from n in Enumerable.Range(0, 8) from i in Enumerable.Range(0, 20) select $"{n} {i:00}"]);
        Assert.All((await services.EffectsAsync()).GroupBy(name => name[0]), group => Assert.Equal(group.Order(StringComparer.Ordinal), group));
    }

    Task<TwoServices> StartAsync(ITransports? over = null) => TwoServices.StartAsync(shop, over ?? transports);
}
