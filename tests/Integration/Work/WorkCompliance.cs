using System.Collections.Concurrent;
using System.Text;
using Cartwright.Platform.Jobs;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Work;

/// <summary>The promises of every work queue.</summary>
public abstract class WorkCompliance
{
    // A broker keeps queues from test to test.
    private protected string Queue { get; } = $"test-{Guid.NewGuid():n}";

    private protected static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_item_goes_to_one_instance_once()
    {
        await using var queues = Open();
        await using var first = TestConsumer.Start(queues.Instance(), Queue, concurrency: 4);
        await using var second = TestConsumer.Start(queues.Instance(), Queue, concurrency: 2);
        var words = Enumerable.Range(0, 300).Select(i => $"{i:000}").ToList();

        foreach (var part in words.Chunk(100))
        {
            await OfferAsync(queues.Instance(), part);
        }

        await UntilAllAsync(words.Count, first, second);
        await OfferAsync(queues.Instance(), "last");
        await UntilAllAsync(words.Count + 1, first, second);
        Assert.Equal([.. words, "last"], first.Items.Concat(second.Items).Order());
    }

    [Fact]
    public async Task A_busy_consumer_leaves_items_to_the_others()
    {
        await using var queues = Open();
        var busy = new ConcurrentDictionary<int, bool>();
        var allAreBusy = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var first = Start(1);
        await using var second = Start(2);
        await using var third = Start(3);

        await OfferAsync(queues.Instance(), [.. Enumerable.Range(0, 60).Select(i => $"{i:00}")]);

        await UntilAllAsync(60, first, second, third);
        Assert.All([first, second, third], consumer => Assert.NotEmpty(consumer.Items));

        TestConsumer Start(int number) => TestConsumer.Start(queues.Instance(), Queue, handle: (_, _) =>
        {
            busy[number] = true;
            if (busy.Count == 3)
            {
                allAreBusy.TrySetResult();
            }

            return allAreBusy.Task;
        });
    }

    [Fact]
    public async Task Few_items_are_handed_out_in_turn()
    {
        await using var queues = Open();
        await using var first = Start();
        await using var second = Start();
        await using var third = Start();
        TestConsumer[] consumers = [first, second, third];
        while (consumers.Any(consumer => consumer.Items.Count == 0))
        {
            var before = consumers.Sum(consumer => consumer.Items.Count);
            await OfferAsync(queues.Instance(), "are you there?");
            await UntilAllAsync(before + 1, consumers);
        }

        var greetings = consumers.Sum(consumer => consumer.Items.Count);
        await OfferAsync(queues.Instance(), "one", "two", "three");

        await UntilAllAsync(greetings + 3, consumers);
        Assert.All(consumers, consumer => Assert.Single(consumer.Items, word => word is "one" or "two" or "three"));

        TestConsumer Start() => TestConsumer.Start(queues.Instance(), Queue, concurrency: 3, (word, cancellationToken) =>
            word == "are you there?" ? Task.CompletedTask : new TaskCompletionSource().Task.WaitAsync(cancellationToken));
    }

    [Fact]
    public async Task No_more_items_are_handled_at_once_than_agreed()
    {
        await using var queues = Open();
        var held = new ConcurrentQueue<TaskCompletionSource>();
        var now = 0;
        var atOnce = new ConcurrentBag<int>();
        await using var consumer = TestConsumer.Start(queues.Instance(), Queue, concurrency: 3, async (_, _) =>
        {
            atOnce.Add(Interlocked.Increment(ref now));
            var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            held.Enqueue(gate);
            await gate.Task;
            Interlocked.Decrement(ref now);
        });

        await OfferAsync(queues.Instance(), [.. Enumerable.Range(0, 12).Select(i => $"{i}")]);

        for (var done = 0; done < 12; done++)
        {
            await consumer.UntilAsync(Math.Min(12, done + 3));
            await Eventually.TrueAsync(() => Task.FromResult(!held.IsEmpty), () => "Nothing is handled.");
            held.TryDequeue(out var gate);
            gate!.SetResult();
        }

        Assert.Equal(3, atOnce.Max());
    }

    [Fact]
    public async Task Items_of_a_consumer_that_ends_go_to_another_one()
    {
        await using var queues = Open();
        await using var ends = TestConsumer.StartHolding(queues.Instance(), Queue, concurrency: 2);
        await OfferAsync(queues.Instance(), "one", "two", "three");
        await ends.UntilAsync(2);
        await using var stays = TestConsumer.Start(queues.Instance(), Queue);

        await ends.StopAsync();

        await stays.UntilAsync(3);
        Assert.Equal(["one", "three", "two"], stays.Items.Order());
    }

    [Fact]
    public async Task An_item_that_is_handled_while_its_consumer_stops_goes_to_no_other()
    {
        await using var queues = Open();
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var ends = TestConsumer.Start(queues.Instance(), Queue, handle: (_, _) => gate.Task);
        await OfferAsync(queues.Instance(), "one");
        await ends.UntilAsync(1);

        var stopping = ends.StopAsync();
        gate.SetResult();
        await stopping;
        await using var next = TestConsumer.Start(queues.Instance(), Queue);
        await OfferAsync(queues.Instance(), "two");

        await next.UntilAsync(1);
        Assert.Equal(["two"], next.Items);
    }

    [Fact]
    public async Task An_item_that_no_consumer_receives_in_time_is_dropped()
    {
        await using var queues = OpenForgetful();
        await OfferAsync(queues.Instance(), "old");

        await queues.UntilExpiredAsync(Queue);
        await using var consumer = TestConsumer.Start(queues.Instance(), Queue);
        await OfferAsync(queues.Instance(), "new");

        await consumer.UntilAsync(1);
        Assert.Equal(["new"], consumer.Items);
    }

    [Fact]
    public async Task When_too_much_waits_the_oldest_is_dropped()
    {
        await using var queues = Open(queueItemsMax: 5);
        await OfferAsync(queues.Instance(), "1", "2", "3", "4", "5", "6", "7", "8");

        await using var consumer = TestConsumer.Start(queues.Instance(), Queue);

        await consumer.UntilAsync(5);
        Assert.Equal(["4", "5", "6", "7", "8"], consumer.Items);
    }

    [Fact]
    public async Task An_item_that_fails_is_gone_and_holds_up_no_other()
    {
        await using var queues = Open();
        await using var consumer = TestConsumer.Start(queues.Instance(), Queue, handle: (word, _) =>
            word == "bad" ? throw new InvalidOperationException(word) : Task.CompletedTask);

        await OfferAsync(queues.Instance(), "bad", "good", "bad", "good");

        await consumer.UntilAsync(4);
        await OfferAsync(queues.Instance(), "last");
        await consumer.UntilAsync(5);
        Assert.Equal(["bad", "bad", "good", "good", "last"], consumer.Items.Order());
    }

    [Fact]
    public async Task Queues_are_apart()
    {
        await using var queues = Open();
        await using var consumer = TestConsumer.Start(queues.Instance(), Queue);
        await using var other = TestConsumer.Start(queues.Instance(), $"{Queue}.other");

        await queues.Instance().OfferAsync($"{Queue}.other", Items("theirs"), Cancelled);
        await OfferAsync(queues.Instance(), "ours");

        await UntilAllAsync(2, consumer, other);
        Assert.Equal(["ours"], consumer.Items);
        Assert.Equal(["theirs"], other.Items);
    }

    [Fact]
    public async Task The_memory_of_an_offer_can_be_used_again()
    {
        await using var queues = Open();
        var memory = Encoding.UTF8.GetBytes("offered");
        await queues.Instance().OfferAsync(Queue, [memory], Cancelled);
        memory.AsSpan().Clear();

        await using var consumer = TestConsumer.Start(queues.Instance(), Queue);

        await consumer.UntilAsync(1);
        Assert.Equal(["offered"], consumer.Items);
    }

    [Fact]
    public async Task Offers_have_their_limits()
    {
        await using var queues = Open();
        var instance = queues.Instance();
        var largest = new byte[WorkLimits.ItemBytesMax];

        await instance.OfferAsync(Queue, [.. Enumerable.Repeat<ReadOnlyMemory<byte>>(largest, WorkLimits.OfferItemsMax)], Cancelled);
        await instance.OfferAsync(new string('q', 100), [largest], Cancelled);

        Task Offer(string queue, params ReadOnlyMemory<byte>[] items) => instance.OfferAsync(queue, items, Cancelled);
        Task Consume(string queue, int concurrency) => instance.ConsumeAsync(queue, concurrency, (_, _) => Task.CompletedTask, Cancelled);
        await Assert.ThrowsAsync<ArgumentException>(() => Offer(Queue, new byte[WorkLimits.ItemBytesMax + 1]));
        await Assert.ThrowsAsync<ArgumentException>(() => Offer(Queue, new ReadOnlyMemory<byte>[WorkLimits.OfferItemsMax + 1]));
        await Assert.ThrowsAsync<ArgumentException>(() => Offer("", largest));
        await Assert.ThrowsAsync<ArgumentException>(() => Offer(new string('q', 101), largest));
        await Assert.ThrowsAsync<ArgumentException>(() => Offer("Not a name", largest));
        await Assert.ThrowsAsync<ArgumentException>(() => Consume("Not a name", 1));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Consume(Queue, 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Consume(Queue, WorkLimits.ConcurrencyMax + 1));
    }

    private protected Task OfferAsync(IWorkQueue queues, params string[] words) => queues.OfferAsync(Queue, Items(words), Cancelled);

    private protected static Task UntilAllAsync(int count, params TestConsumer[] consumers) => Eventually.TrueAsync(
        () => Task.FromResult(consumers.Sum(consumer => consumer.Items.Count) >= count),
        () => string.Join(" | ", consumers.Select(consumer => string.Join(", ", consumer.Items))));

    private protected abstract IWorkQueues Open(int queueItemsMax = WorkLimits.QueueItemsMax);

    // Whose offers do not wait long.
    private protected abstract IWorkQueues OpenForgetful();

    static IReadOnlyList<ReadOnlyMemory<byte>> Items(params string[] words) => [.. words.Select(word => (ReadOnlyMemory<byte>)Encoding.UTF8.GetBytes(word))];
}

/// <summary>Within a process.</summary>
public sealed class InProcessWorkQueueTests : WorkCompliance
{
    private protected override IWorkQueues Open(int queueItemsMax) => new WorkInProcess(queueItemsMax);

    private protected override IWorkQueues OpenForgetful() => new WorkInProcess();
}
