using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cartwright.Platform.Messaging;

namespace Cartwright.Platform.Observability;

/// <summary>Measures the published and the handled events of a service.</summary>
public sealed class MessagingMeter
{
    static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1800],
    };

    static readonly InstrumentAdvice<int> Sizes = new() { HistogramBucketBoundaries = [1, 2, 4, 8, 16, 32, 64, 128] };

    readonly TimeProvider _time;
    readonly Counter<long> _commits;
    readonly Counter<long> _published;
    readonly Counter<long> _handled;
    readonly Counter<long> _failed;
    readonly Counter<long> _duplicates;
    readonly Histogram<int> _batchSize;
    readonly Histogram<double> _batchDuration;
    readonly Histogram<double> _lag;

    /// <summary>Creates the instruments.</summary>
    public MessagingMeter(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        var meter = meters.Create(Metering.MeterName);
        _commits = meter.CreateCounter<long>("cartwright.commits", "{commit}", "Transactions of a service that were committed.");
        _published = meter.CreateCounter<long>("cartwright.events.published", "{event}", "Events that were committed, by event.");
        _handled = meter.CreateCounter<long>("cartwright.events.handled", "{event}", "Events whose reaction was committed, by event.");
        _failed = meter.CreateCounter<long>("cartwright.events.failed", "{event}", "Failures of a reaction to an event on its own, by event.");
        _duplicates = meter.CreateCounter<long>("cartwright.events.duplicates", "{event}", "Events that were delivered again and had no second effect.");
        _lag = meter.CreateHistogram("cartwright.events.lag", "s", "From an event's publication to the commit of the reaction, by event.", advice: Seconds);
        _batchSize = meter.CreateHistogram("cartwright.inbox.batch.size", "{event}", "Events handled in one transaction.", advice: Sizes);
        _batchDuration = meter.CreateHistogram("cartwright.inbox.batch.duration", "s", "How long a transaction that handles events takes.", advice: Seconds);
    }

    /// <summary>Counts a committed transaction.</summary>
    internal void Committed() => _commits.Add(1);

    /// <summary>Counts published events.</summary>
    internal void Published(IReadOnlyList<Envelope> events)
    {
        foreach (var envelope in events)
        {
            _published.Add(1, new KeyValuePair<string, object?>("event", envelope.Name));
        }
    }

    /// <summary>Measures a handled batch.</summary>
    /// <param name="delivered">The number of delivered events.</param>
    /// <param name="fresh">The number of new events among them.</param>
    /// <param name="handled">The events whose handlers committed; others wait behind an earlier event.</param>
    /// <param name="start">The start of the transaction (<see cref="Stopwatch.GetTimestamp"/>).</param>
    /// <param name="isReplay">Whether the batch is a replay, whose age is not a lag.</param>
    internal void Handled(int delivered, int fresh, IReadOnlyList<Envelope> handled, long start, bool isReplay)
    {
        _batchSize.Record(delivered);
        _batchDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        if (delivered > fresh)
        {
            _duplicates.Add(delivered - fresh);
        }

        Handled(handled, isReplay);
    }

    /// <summary>Counts handled events.</summary>
    internal void Handled(IReadOnlyList<Envelope> events, bool isReplay = false)
    {
        var now = _time.GetUtcNow();
        foreach (var envelope in events)
        {
            var tag = new KeyValuePair<string, object?>("event", envelope.Name);
            _handled.Add(1, tag);
            if (!isReplay)
            {
                _lag.Record(Math.Max(0, (now - envelope.Time).TotalSeconds), tag);
            }
        }
    }

    /// <summary>Counts a failed event.</summary>
    internal void Failed(Envelope envelope) => _failed.Add(1, new KeyValuePair<string, object?>("event", envelope.Name));
}
