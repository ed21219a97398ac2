using System.Diagnostics.Metrics;

namespace Cartwright.Platform.Observability;

/// <summary>Measures background work: batches of requests, work queues, and failures.</summary>
public sealed class WorkMeter
{
    readonly Histogram<int> _joined;
    readonly Counter<long> _offered;
    readonly Counter<long> _taken;
    readonly Counter<long> _failures;

    /// <summary>Creates the instruments.</summary>
    /// <param name="service">The service.</param>
    /// <param name="meters">The service's meters.</param>
    public WorkMeter(string service, IMeterFactory meters)
    {
        Service = service;
        var meter = meters.Create(Metering.MeterName);
        _joined = meter.CreateHistogram(
            "cartwright.combiner.batch.size", "{item}", "Requests that shared a call, by combiner.",
            advice: new InstrumentAdvice<int> { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128] });
        _offered = meter.CreateCounter<long>("cartwright.work.offered", "{item}", "Items that were offered to the instances of a service, by queue.");
        _taken = meter.CreateCounter<long>("cartwright.work.taken", "{item}", "Items that were taken, by queue.");
        _failures = meter.CreateCounter<long>("cartwright.work.failures", "{failure}", "Rounds or items of background work that failed and are tried again, by work.");
    }

    internal string Service { get; }

    /// <summary>Records the number of requests in a batch.</summary>
    internal void Joined(string combiner, int count) => _joined.Record(count, new KeyValuePair<string, object?>("combiner", combiner));

    /// <summary>Counts offered items.</summary>
    internal void Offered(string queue, int count) => _offered.Add(count, new KeyValuePair<string, object?>("queue", queue));

    /// <summary>Counts a taken item.</summary>
    internal void Taken(string queue) => _taken.Add(1, new KeyValuePair<string, object?>("queue", queue));

    /// <summary>Counts a failed round or item.</summary>
    internal void Failed(string work) => _failures.Add(1, new KeyValuePair<string, object?>("work", work));
}
