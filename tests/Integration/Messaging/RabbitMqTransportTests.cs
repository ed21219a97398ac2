using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.RabbitMq;
using Cartwright.Tests.Shops;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Cartwright.Tests.Messaging;

/// <summary>The promises, kept between processes, and the failures of a broker.</summary>
public sealed class RabbitMqTransportTests(TestShop shop, OverRabbitMq transports) : TransportCompliance(shop, transports), IClassFixture<OverRabbitMq>
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
    public async Task Messages_that_wait_in_the_queues_of_a_service_are_measured()
    {
        await using var services = await StartAsync();
        var waiting = new ConcurrentDictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == "cartwright.queue.messages")
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) => waiting[(string)tags[0].Value!] = count);
        listener.Start();

        string[] queues = [.. Enumerable.Range(0, Topology.Partitions).Select(partition => $"{services.ProbeName}.{partition}"), $"{services.ProbeName}.dead"];
        await Eventually.TrueAsync(
            () =>
            {
                listener.RecordObservableInstruments();
                return Task.FromResult(queues.All(queue => waiting.TryGetValue(queue, out var count) && count == 0));
            },
            () => string.Join(", ", waiting));
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
        await services.PublishAsync((Guid.NewGuid(), "after"));

        await services.UntilAsync("before", "meanwhile", "after");
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

    [Fact]
    public async Task Instances_share_the_queues_and_take_over_from_each_other()
    {
        await using var services = await StartAsync();
        await services.StartProbeAsync();
        var aggregates = Enumerable.Range(0, 16).Select(_ => Guid.NewGuid()).ToList();

        for (var i = 0; i < 40; i++)
        {
            var number = i;
            await services.PublishTogetherAsync([.. aggregates.Select((id, n) => (id, $"{(char)('a' + n)} {number:00}"))]);
            if (i % 10 == 5)
            {
                await services.StartProbeAsync();
                await services.StopProbeAsync();
            }
        }

        await services.UntilAsync([.. from n in Enumerable.Range(0, 16) from i in Enumerable.Range(0, 40) select $"{(char)('a' + n)} {i:00}"]);
        Assert.All((await services.EffectsAsync()).GroupBy(name => name[0]), group => Assert.Equal(group.Order(StringComparer.Ordinal), group));
    }

    [Fact]
    public async Task Another_instance_relays_the_log_when_the_leader_ends_and_the_leader_relays_events_of_all_instances()
    {
        await using var services = await StartAsync();
        var id = Guid.NewGuid();
        await services.PublishAsync((id, "one"));
        await services.UntilAsync("one");

        await services.StartPublisherAsync();
        await services.PublishByAsync(1, (id, "two"));
        await services.UntilAsync("one", "two");
        await services.StopPublisherAsync();
        await services.PublishAsync((id, "three"));

        await services.UntilAsync("one", "two", "three");
        Assert.Equal(["one", "two", "three"], await services.EffectsAsync());
    }

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

    [Fact]
    public async Task An_event_whose_consumers_end_again_and_again_becomes_a_dead_letter()
    {
        await using var services = await StartAsync();
        await services.PublishAsync((Guid.NewGuid(), "before"));
        await services.UntilAsync("before");
        await services.StopProbeAsync();
        var deadly = services.Wrap("deadly");
        var deliveries = 0;

        // A consumer that ends while it handles the event, more often than the broker puts up with.
        await PublishAsync(services.ProbeName, deadly);
        while (await TakeAndEndAsync(Topology.Queue(services.ProbeName, Topology.PartitionOf(deadly.AggregateId))))
        {
            deliveries++;
        }

        Assert.Equal(21, deliveries);
        await services.StartProbeAsync();

        await Eventually.TrueAsync(async () => (await services.DeadLettersAsync()).Contains(deadly.Id), () => "There is no dead letter.");
    }

    async Task PublishAsync(string service, Envelope envelope)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        await channel.BasicPublishAsync(
            "", Topology.Queue(service, Topology.PartitionOf(envelope.AggregateId)), mandatory: true, new BasicProperties { Persistent = true },
            CloudEvents.Write("catalog", envelope));
    }

    async Task<bool> TakeAndEndAsync(string queue)
    {
        await using var connection = await ConnectAsync();
        await using var channel = await connection.CreateChannelAsync();
        var delivered = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, _) =>
        {
            delivered.TrySetResult(true);
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync(queue, autoAck: false, consumer);
        using var timeout = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await using var late = timeout.Token.Register(() => delivered.TrySetResult(false));
        return await delivered.Task;
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
}
