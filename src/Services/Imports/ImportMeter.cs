using System.Diagnostics.Metrics;
using Cartwright.Platform.Observability;

namespace Cartwright.Imports;

/// <summary>Metrics of imports, by marketplace.</summary>
internal sealed class ImportMeter
{
    readonly Counter<long> _orders;
    readonly Counter<long> _chunks;
    readonly Histogram<double> _pages;
    ImportState _state = new(0, 0, 0);

    public ImportMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Metering.MeterName);
        _orders = meter.CreateCounter<long>(
            "cartwright.imports.orders", "{order}", "Rows that came from marketplaces, by marketplace and what became of them: saved, repeated, rejected, differing.");
        _chunks = meter.CreateCounter<long>(
            "cartwright.imports.chunks", "{chunk}", "Pages of orders by marketplace and what became of them: saved, parked, failed.");
        _pages = meter.CreateHistogram(
            "cartwright.imports.page.duration", "s", "Time from asking for a page of orders until they are written, by marketplace.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60] });
        meter.CreateObservableGauge("cartwright.imports.running", () => _state.Running, "{import}", "Imports that are under way, over all instances.");
        meter.CreateObservableGauge("cartwright.imports.open", () => _state.OpenChunks, "{chunk}", "Chunks of them that are not done, over all instances.");
        meter.CreateObservableGauge("cartwright.imports.stuck", () => _state.Stuck, "{import}", "Imports of which nothing went on for longer than Imports:StuckAfter.");
    }

    /// <summary>A page was saved.</summary>
    public void Saved(string marketplace, PageOutcome page, TimeSpan took)
    {
        Count(marketplace, "saved", page.Saved);
        Count(marketplace, "repeated", page.Repeated);
        Count(marketplace, "rejected", page.Rejected);
        Count(marketplace, "differing", page.Differing);
        _chunks.Add(1, Of(marketplace), Outcome("saved"));
        _pages.Record(took.TotalSeconds, Of(marketplace));
    }

    /// <summary>A chunk was parked.</summary>
    public void Parked(string marketplace) => _chunks.Add(1, Of(marketplace), Outcome("parked"));

    /// <summary>A chunk failed.</summary>
    public void Failed(string marketplace) => _chunks.Add(1, Of(marketplace), Outcome("failed"));

    /// <summary>The imports that are running.</summary>
    public void Show(ImportState state) => Volatile.Write(ref _state, state);

    void Count(string marketplace, string outcome, int count)
    {
        if (count > 0)
        {
            _orders.Add(count, Of(marketplace), Outcome(outcome));
        }
    }

    static KeyValuePair<string, object?> Of(string marketplace) => new("marketplace", marketplace);

    static KeyValuePair<string, object?> Outcome(string outcome) => new("outcome", outcome);
}
