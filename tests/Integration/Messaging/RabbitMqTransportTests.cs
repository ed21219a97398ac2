using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.RabbitMq;
using Cartwright.Tests.Shops;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace Cartwright.Tests.Messaging;

/// <summary>Several instances over one broker.</summary>
public sealed class RabbitMqTransportTests(TestShop shop, OverRabbitMq transports) : IClassFixture<OverRabbitMq>
{
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

    Task<IConnection> ConnectAsync() => new ConnectionFactory { Uri = new(transports.Broker.Url) }.CreateConnectionAsync();

    Task<TwoServices> StartAsync(ITransports? over = null) => TwoServices.StartAsync(shop, over ?? transports);
}
