using Cartwright.Platform.Jobs;
using Cartwright.Tests.Messaging;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Work;

/// <summary>The promises, kept between processes, and the failures of a broker.</summary>
[TakesLong]
public sealed class RabbitMqWorkQueueTests(OverRabbitMq servers) : WorkCompliance, IClassFixture<OverRabbitMq>
{
    [Fact]
    public async Task While_the_broker_is_away_offers_fail_and_consumers_wait()
    {
        await using var queues = new WorkOverRabbitMq(servers);
        var instance = queues.Instance();
        await using var consumer = TestConsumer.Start(queues.Instance(), Queue);
        await GrowOldAsync(instance, consumer);
        Assert.Equal(["before"], consumer.Items.Distinct());

        await servers.Broker.Server.KillAsync();
        await Assert.ThrowsAsync<WorkQueueUnavailableException>(() => OfferAsync(instance, "meanwhile"));
        await servers.Broker.Server.ReadyAsync(Cancelled);
        WorkQueueUnavailableException? refusal = null;
        await Eventually.TrueAsync(async () => (refusal = await RefusalAsync(instance, "after")) is null, () => refusal!.ToString());

        await Eventually.TrueAsync(() => Task.FromResult(consumer.Items.Contains("after")), () => string.Join(", ", consumer.Items));
    }

    [Fact]
    public async Task A_queue_that_a_kill_has_left_unusable_is_recreated()
    {
        await using var queues = new WorkOverRabbitMq(servers);
        var instance = queues.Instance();
        await using var consumer = TestConsumer.Start(queues.Instance(), Queue);
        await OfferAsync(instance, "before");

        // So soon that the broker may forget what belongs to the queue and keep its name.
        await servers.Broker.Server.KillAsync();
        await servers.Broker.Server.ReadyAsync(Cancelled);

        await Eventually.TrueAsync(
            async () => await RefusalAsync(instance, "after") is null && consumer.Items.Contains("after"), () => "The queue accepts or delivers nothing.");
    }

    [Fact]
    public async Task Items_of_a_consumer_are_delivered_again_when_the_broker_restarts()
    {
        await using var queues = new WorkOverRabbitMq(servers);
        await using (var earlier = TestConsumer.Start(queues.Instance(), Queue))
        {
            await GrowOldAsync(queues.Instance(), earlier);
        }

        await using var holds = TestConsumer.StartHolding(queues.Instance(), Queue);
        await OfferAsync(queues.Instance(), "one");
        await holds.UntilAsync(1);
        await using var other = TestConsumer.Start(queues.Instance(), Queue);

        await servers.Broker.Server.KillAsync();
        await servers.Broker.Server.ReadyAsync(Cancelled);

        await holds.StopAsync();
        await other.UntilAsync(1);
        Assert.Equal(["one"], other.Items);
    }

    [Fact]
    public async Task A_queue_that_is_deleted_is_declared_again()
    {
        await using var queues = new WorkOverRabbitMq(servers);
        await using var consumer = TestConsumer.Start(queues.Instance(), Queue);
        await OfferAsync(queues.Instance(), "before");
        await consumer.UntilAsync(1);

        await queues.DeleteAsync(Queue);
        await OfferAsync(queues.Instance(), "after");

        await consumer.UntilAsync(2);
        Assert.Equal(["before", "after"], consumer.Items);
    }

    [Fact]
    public async Task Items_of_a_consumer_that_is_cut_off_go_to_another_one_and_it_returns()
    {
        await using var wire = new CutWire(new Uri(servers.Broker.Url).Port);
        await using var queues = new WorkOverRabbitMq(servers);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var away = TestConsumer.Start(queues.Behind(wire), Queue, handle: (_, _) => gate.Task);
        await OfferAsync(queues.Instance(), "held");
        await away.UntilAsync(1);

        wire.Cut();
        await using (var other = TestConsumer.Start(queues.Instance(), Queue))
        {
            await other.UntilAsync(1);
            Assert.Equal(["held"], other.Items);
        }

        // Its acknowledgement comes too late and does no harm.
        gate.SetResult();
        wire.Mend();
        await OfferAsync(queues.Instance(), "mended");
        await away.UntilAsync(2);
        Assert.Equal(["held", "mended"], away.Items);
    }

    [Fact]
    public async Task A_consumer_that_does_not_end_keeps_no_item_from_the_others()
    {
        await using var queues = new WorkOverRabbitMq(servers);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var stubborn = TestConsumer.Start(queues.Instance(), Queue, handle: (_, _) => gate.Task);
        await OfferAsync(queues.Instance(), "one");
        await stubborn.UntilAsync(1);

        var stopping = stubborn.StopAsync();
        await using var other = TestConsumer.Start(queues.Instance(), Queue);

        await other.UntilAsync(1);
        Assert.False(stopping.IsCompleted);
        gate.SetResult();
        await stopping;
    }

    [Fact]
    public async Task An_item_whose_consumers_end_again_and_again_is_dropped()
    {
        await using var queues = new WorkOverRabbitMq(servers);
        await OfferAsync(queues.Instance(), "deadly");
        for (var i = 0; i < 4; i++)
        {
            await using var consumer = TestConsumer.StartHolding(queues.Instance(), Queue);
            await consumer.UntilAsync(1);
        }

        await using var next = TestConsumer.Start(queues.Instance(), Queue);
        await OfferAsync(queues.Instance(), "harmless");

        await next.UntilAsync(1);
        Assert.Equal(["harmless"], next.Items);
    }

    // A broker of this release that is killed a moment after a queue was first declared forgets what belongs to the queue, which then works no more.
    async Task GrowOldAsync(IWorkQueue queues, TestConsumer consumer)
    {
        await OfferAsync(queues, "before");
        await consumer.UntilAsync(1);
        await Eventually.TrueAsync(() => Task.FromResult(servers.HasWritten(Queue)), () => "The broker does not write down that there is the queue.");
    }

    async Task<WorkQueueUnavailableException?> RefusalAsync(IWorkQueue queues, string word)
    {
        try
        {
            await OfferAsync(queues, word);
            return null;
        }
        catch (WorkQueueUnavailableException refusal)
        {
            return refusal;
        }
    }

    private protected override IWorkQueues Open(int queueItemsMax) => new WorkOverRabbitMq(servers, queueItemsMax: queueItemsMax);

    private protected override IWorkQueues OpenForgetful() => new WorkOverRabbitMq(servers, offerLife: TimeSpan.FromMilliseconds(500));
}
