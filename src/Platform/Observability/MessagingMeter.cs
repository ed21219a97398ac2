using System.Diagnostics;
using System.Diagnostics.Metrics;
using Cartwright.Platform.Messaging;

namespace Cartwright.Platform.Observability;

/// <summary>How a service's events go out and come in.</summary>
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

    /// <summary>Makes the instruments.</summary>
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

    /// <summary>A transaction was committed.</summary>
    internal void Committed() => _commits.Add(1);

    /// <summary>Events were committed.</summary>
    internal void Published(IReadOnlyList<Envelope> events)
    {
        foreach (var envelope in events)
        {
            _published.Add(1, new KeyValuePair<string, object?>("event", envelope.Name));
        }
    }

    /// <summary>What was delivered is handled.</summary>
    /// <param name="delivered">How many events came.</param>
    /// <param name="fresh">How many of them were new.</param>
    /// <param name="handled">Those whose reaction is committed; the others wait behind an earlier one.</param>
    /// <param name="start">When the transaction began (<see cref="Stopwatch.GetTimestamp"/>).</param>
    /// <param name="again">Whether they are of before, handled once more: their age is no lag.</param>
    internal void Handled(int delivered, int fresh, IReadOnlyList<Envelope> handled, long start, bool again)
    {
        _batchSize.Record(delivered);
        _batchDuration.Record(Stopwatch.GetElapsedTime(start).TotalSeconds);
        if (delivered > fresh)
        {
            _duplicates.Add(delivered - fresh);
        }

        Handled(handled, again);
    }

    /// <summary>The reactions to events are committed.</summary>
    internal void Handled(IReadOnlyList<Envelope> events, bool again = false)
    {
        var now = _time.GetUtcNow();
        foreach (var envelope in events)
        {
            var tag = new KeyValuePair<string, object?>("event", envelope.Name);
            _handled.Add(1, tag);
            if (!again)
            {
                _lag.Record(Math.Max(0, (now - envelope.Time).TotalSeconds), tag);
            }
        }
    }

    /// <summary>The reaction to an event failed.</summary>
    internal void Failed(Envelope envelope) => _failed.Add(1, new KeyValuePair<string, object?>("event", envelope.Name));
}
