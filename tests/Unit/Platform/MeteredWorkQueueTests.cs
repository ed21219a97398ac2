using System.Diagnostics.Metrics;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Observability;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Unit.Platform;

public sealed class MeteredWorkQueueTests
{
    readonly string _queue = $"test-{Guid.NewGuid():n}";

    [Fact]
    public async Task What_is_offered_what_is_taken_and_what_fails_is_counted()
    {
        var counts = new Dictionary<string, long>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name.StartsWith("cartwright.work.", StringComparison.Ordinal))
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, count, tags, _) =>
        {
            // Other tests count as well.
            if (tags.Length == 1 && tags[0].Value as string == _queue)
            {
                lock (counts)
                {
                    counts[instrument.Name] = counts.GetValueOrDefault(instrument.Name) + count;
                }
            }
        });
        listener.Start();
        using var meters = new ServiceMeters("imports");
        var queues = new MeteredWorkQueue(
            new InProcessWorkQueue(TimeProvider.System, NullLogger<InProcessWorkQueue>.Instance), new WorkMeter("imports", meters));
        using var ended = new CancellationTokenSource();
        var handled = 0;

        await queues.OfferAsync(_queue, [new byte[] { 0 }, new byte[] { 1 }, new byte[] { 2 }], TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => queues.ConsumeAsync(
            _queue, concurrency: 1,
            (item, _) =>
            {
                if (++handled == 3)
                {
                    // What ends by its cancellation has not failed.
                    ended.Cancel();
                    throw new OperationCanceledException();
                }

                return item.Span[0] == 1 ? throw new InvalidOperationException() : Task.CompletedTask;
            },
            ended.Token));

        Assert.Equal(3, counts["cartwright.work.offered"]);
        Assert.Equal(3, counts["cartwright.work.taken"]);
        Assert.Equal(1, counts["cartwright.work.failures"]);
    }
}
