using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Observability;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Cartwright.Unit.Platform;

public sealed class LeasedJobWorkerTests
{
    const int Concurrency = 2;
    static readonly TimeSpan Lease = TimeSpan.FromSeconds(15);

    /// <summary>A worker whose jobs end when they are let go, and whose rows are always due.</summary>
    sealed class HeldWorker(int due, TimeProvider time, WorkMeter meter)
        : LeasedJobWorker<int>(Concurrency, Lease, TimeSpan.FromMilliseconds(1), time, meter, NullLogger.Instance)
    {
        int _due = due;

        public SemaphoreSlim LetGo { get; } = new(0);

        public ConcurrentQueue<int> Begun { get; } = new();

        public ConcurrentQueue<int> Claims { get; } = new();

        protected override Task<IReadOnlyList<int>> ClaimAsync(int max, CancellationToken cancellationToken)
        {
            var claimed = Math.Min(max, _due);
            _due -= claimed;
            Claims.Enqueue(max);
            return Task.FromResult<IReadOnlyList<int>>([.. Enumerable.Range(100 + _due, claimed)]);
        }

        protected override Task DoAsync(int item, CancellationToken cancellationToken)
        {
            Begun.Enqueue(item);
            return LetGo.WaitAsync(cancellationToken);
        }
    }

    readonly FakeTimeProvider _time = new();

    HeldWorker Worker(int due = 0) =>
        new(due, _time, new WorkMeter("tests", new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>()));

    static async Task UntilAsync(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        while (!condition())
        {
            await poll.WaitForNextTickAsync(limit.Token);
        }
    }

    [Fact]
    public async Task A_job_that_has_waited_for_a_third_of_its_lease_is_not_begun()
    {
        using var worker = Worker();
        await worker.StartAsync(CancellationToken.None);
        foreach (var item in Enumerable.Range(1, 4))
        {
            worker.Offer(item);
        }

        await UntilAsync(() => worker.Begun.Count == Concurrency);
        _time.Advance(Lease / 2);
        worker.Offer(5);
        worker.LetGo.Release(10);
        await UntilAsync(() => worker.Begun.Contains(5));
        await worker.StopAsync(CancellationToken.None);

        Assert.Equal([1, 2, 5], worker.Begun.Order());
    }

    [Fact]
    public async Task Rows_are_claimed_when_there_is_room_for_them()
    {
        using var worker = Worker(due: 100);
        await worker.StartAsync(CancellationToken.None);

        await UntilAsync(() => worker.Begun.Count == Concurrency);
        Assert.Equal([Concurrency], worker.Claims);

        worker.LetGo.Release(1);
        await UntilAsync(() => worker.Begun.Count == Concurrency + 1);
        Assert.Equal([Concurrency, 1], worker.Claims);

        worker.LetGo.Release(1000);
        await UntilAsync(() => worker.Begun.Count == 100);
        await worker.StopAsync(CancellationToken.None);
        Assert.Equal(100, worker.Begun.Distinct().Count());
    }
}
