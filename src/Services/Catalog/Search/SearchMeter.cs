using System.Diagnostics.Metrics;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;

namespace Cartwright.Catalog;

/// <summary>Measures how soon an edit is found.</summary>
internal sealed class SearchMeter
{
    static readonly InstrumentAdvice<double> Seconds = new() { HistogramBucketBoundaries = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 30, 300] };

    readonly TimeProvider _time;
    readonly Histogram<double> _freshness;

    /// <summary>Creates the instruments.</summary>
    public SearchMeter(IMeterFactory meters, TimeProvider time)
    {
        _time = time;
        _freshness = meters.Create(Metering.MeterName)
            .CreateHistogram("cartwright.search.freshness", "s", "From an event of the catalog to the moment in which searches of this instance show it.", advice: Seconds);
    }

    /// <summary>Searches show the effects of events from now on.</summary>
    public void Applied(IReadOnlyList<Envelope> events)
    {
        var now = _time.GetUtcNow();
        foreach (var envelope in events)
        {
            _freshness.Record(Math.Max(0, (now - envelope.Time).TotalSeconds));
        }
    }
}
