using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Messaging;

/// <summary>The promises of every transport.</summary>
public abstract class TransportCompliance(TestShop shop, ITransports transports)
{
    [Fact]
    public async Task What_is_delivered_twice_has_one_effect()
    {
        await using var services = await StartAsync();
        var (one, two) = (services.Wrap("one"), services.Wrap("two"));

        await services.Inbox.HandleAsync([one, two, one], null, CancellationToken.None);
        await services.Inbox.HandleAsync([two, one], null, CancellationToken.None);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => services.Inbox.HandleAsync([one, two], null, CancellationToken.None)));

        Assert.Equal(["one", "two"], await services.EffectsAsync());
    }

    [Fact]
    public async Task Events_of_an_aggregate_arrive_in_order_and_each_once()
    {
        await using var services = await StartAsync();
        var aggregates = Enumerable.Range(0, 8).Select(_ => Guid.NewGuid()).ToList();

        for (var i = 0; i < 25; i++)
        {
            var number = i;
            await services.PublishTogetherAsync([.. aggregates.Select((id, n) => (id, $"{n} {number:00}"))]);
        }

        await services.UntilAsync([.. from n in Enumerable.Range(0, 8) from i in Enumerable.Range(0, 25) select $"{n} {i:00}"]);
        Assert.All(
            (await services.EffectsAsync()).GroupBy(name => name[0]),
            ofAggregate => Assert.Equal(ofAggregate.Order(StringComparer.Ordinal), ofAggregate));
    }

    [Fact]
    public async Task An_event_that_harms_does_not_stop_the_others_of_its_batch_and_is_given_up_in_the_end()
    {
        await using var services = await StartAsync(attemptsMax: 3);

        await services.PublishTogetherAsync([.. new[] { "a", "b", "poison", "c", "d" }.Select(name => (Guid.NewGuid(), name))]);

        await services.UntilAsync("a", "b", "c", "d");
        await Eventually.TrueAsync(async () => (await services.DeadLettersAsync()).Count == 1, () => "There is no dead letter.");
        Assert.Equal(0, await services.WaitingAsync());
        Assert.Equal(["a", "b", "c", "d"], (await services.EffectsAsync()).Order());
    }

    [Fact]
    public async Task Later_events_of_an_aggregate_wait_behind_the_one_that_failed_and_those_of_others_do_not()
    {
        await using var services = await StartAsync();
        var (held, free) = (Guid.NewGuid(), Guid.NewGuid());

        await services.PublishTogetherAsync((held, "poison 1"), (held, "second"), (free, "free 1"));
        await services.PublishAsync((held, "third"), (free, "free 2"), (held, "fourth"));
        await services.UntilAsync("free 1", "free 2");
        await Eventually.TrueAsync(async () => await services.WaitingAsync() == 4, () => "Not all events of the aggregate wait.");
        services.Poison.Heal();

        await services.UntilAsync("free 1", "free 2", "poison 1", "second", "third", "fourth");
        Assert.Equal(["poison 1", "second", "third", "fourth"], (await services.EffectsAsync()).Where(e => !e.StartsWith("free", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_subscriber_that_restarts_continues_where_it_stopped()
    {
        await using var services = await StartAsync();
        var id = Guid.NewGuid();
        await services.PublishAsync((id, "before"));
        await services.UntilAsync("before");

        await services.StopProbeAsync();
        await services.PublishAsync((id, "meanwhile 1"), (id, "meanwhile 2"));
        await services.StartProbeAsync();
        await services.PublishAsync((id, "after"));

        await services.UntilAsync("before", "meanwhile 1", "meanwhile 2", "after");
        Assert.Equal(["before", "meanwhile 1", "meanwhile 2", "after"], await services.EffectsAsync());
    }

    [Fact]
    public async Task A_publisher_that_restarts_relays_the_events_that_it_had_written()
    {
        await using var services = await StartAsync();
        var id = Guid.NewGuid();
        await services.PublishAsync((id, "before"));
        await services.UntilAsync("before");

        var (one, two) = (services.Wrap(id, "written 1"), services.Wrap(id, "written 2"));
        await services.StopPublisherAsync();
        await services.WriteAsync(one, two);
        await services.StartPublisherAsync();

        await services.UntilAsync("before", "written 1", "written 2");
        Assert.Equal(["before", "written 1", "written 2"], await services.EffectsAsync());
    }

    [Fact]
    public async Task A_new_subscriber_handles_earlier_events_in_order()
    {
        await using var services = await StartAsync(isLate: true);
        var id = Guid.NewGuid();
        await services.PublishAsync([.. Enumerable.Range(0, 50).Select(i => (id, $"{i:00}"))]);

        await services.StartProbeAsync();
        await services.PublishAsync((id, "last"));

        string[] all = [.. Enumerable.Range(0, 50).Select(i => $"{i:00}"), "last"];
        await services.UntilAsync(all);
        Assert.Equal(all, await services.EffectsAsync());
    }

    [Fact]
    public async Task Events_that_wait_for_another_attempt_survive_a_restart()
    {
        await using var services = await StartAsync();
        await services.PublishAsync((Guid.NewGuid(), "poison"), (Guid.NewGuid(), "other"));
        await services.UntilAsync("other");

        await services.StopProbeAsync();
        services.Poison.Heal();
        await services.StartProbeAsync();

        await services.UntilAsync("other", "poison");
    }

    [Fact]
    public async Task History_is_handled_once_more_when_an_administrator_asks_for_it()
    {
        await using var services = await StartAsync();
        var id = Guid.NewGuid();
        await services.PublishAsync((id, "one"), (id, "two"), (id, "three"));
        await services.UntilAsync("one", "two", "three");
        using var administrator = await shop.AdminAsync();
        using var admin = new HttpClient { BaseAddress = services.ProbeAddress };
        admin.DefaultRequestHeaders.Authorization = administrator.DefaultRequestHeaders.Authorization;

        var replay = (await admin.PostJsonAsync("/admin/events/replay", new { publisher = "catalog" })).Is(System.Net.HttpStatusCode.Accepted);

        await services.UntilAsync("one", "two", "three", "one", "two", "three");
        Assert.Equal(["one", "two", "three", "one", "two", "three"], await services.EffectsAsync());
        await Eventually.TrueAsync(
            async () => (await admin.GetJsonAsync($"/admin/events/replays/{replay.Id}")).Json.GetProperty("handled").GetInt32() == 3,
            () => "The replay does not end.");
        (await admin.PostJsonAsync("/admin/events/replay", new { publisher = "orders" })).Is(System.Net.HttpStatusCode.BadRequest).Names("publisher");
        (await admin.PostJsonAsync("/admin/events/replay", new { publisher = "catalog", names = new[] { "order.created" } }))
            .Is(System.Net.HttpStatusCode.BadRequest).Names("names");
    }

    private protected Task<TwoServices> StartAsync(int attemptsMax = 100, bool isLate = false, ITransports? over = null) =>
        TwoServices.StartAsync(shop, over ?? transports, attemptsMax, isLate);
}

/// <summary>The promises, kept within a process.</summary>
public sealed class InProcessTransportTests(TestShop shop, OneProcess transports) : TransportCompliance(shop, transports), IClassFixture<OneProcess>;
