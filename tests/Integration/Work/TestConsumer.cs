using System.Collections.Concurrent;
using System.Text;
using Cartwright.Platform.Jobs;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Work;

/// <summary>A consumer of items, which are words, until it is stopped.</summary>
internal sealed class TestConsumer : IAsyncDisposable
{
    readonly CancellationTokenSource _ended = new();
    readonly ConcurrentQueue<string> _items = new();
    readonly Task _consuming;

    TestConsumer(IWorkQueue queues, string queue, int concurrency, Func<string, CancellationToken, Task> handle) => _consuming = queues.ConsumeAsync(
        queue, concurrency,
        (item, cancellationToken) =>
        {
            var word = Encoding.UTF8.GetString(item.Span);
            _items.Enqueue(word);
            return handle(word, cancellationToken);
        },
        _ended.Token);

    /// <summary>What it was given, handled or not.</summary>
    public IReadOnlyList<string> Items => [.. _items];

    /// <summary>Starts to consume.</summary>
    public static TestConsumer Start(IWorkQueue queues, string queue, int concurrency = 1, Func<string, CancellationToken, Task>? handle = null) =>
        new(queues, queue, concurrency, handle ?? ((_, _) => Task.CompletedTask));

    /// <summary>Starts to consume, and holds each item until it is cancelled.</summary>
    public static TestConsumer StartHolding(IWorkQueue queues, string queue, int concurrency = 1) =>
        Start(queues, queue, concurrency, (_, cancellationToken) => new TaskCompletionSource().Task.WaitAsync(cancellationToken));

    /// <summary>Waits until it was given so many items.</summary>
    public Task UntilAsync(int count) => Eventually.TrueAsync(() => Task.FromResult(_items.Count >= count), () => $"[{string.Join(", ", _items)}]");

    /// <summary>Stops it.</summary>
    public async Task StopAsync()
    {
        await _ended.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _consuming);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _ended.Dispose();
    }
}
