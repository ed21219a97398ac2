using System.Diagnostics.Metrics;
using Cartwright.Platform.Observability;

namespace Cartwright.Catalog.Feeds;

/// <summary>Metrics of catalog feeds.</summary>
internal sealed class FeedMeter
{
    readonly Counter<long> _rows;
    readonly Counter<long> _products;
    readonly Counter<long> _chunks;
    readonly Counter<long> _images;
    readonly Histogram<double> _duration;

    public FeedMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Metering.MeterName);
        _rows = meter.CreateCounter<long>("cartwright.feeds.rows", "{row}", "Rows of feeds by what became of them: written, failed.");
        _products = meter.CreateCounter<long>("cartwright.feeds.products", "{product}", "Products that feeds named by what became of them: created, updated, unchanged.");
        _chunks = meter.CreateCounter<long>("cartwright.feeds.chunks", "{chunk}", "Parts of files by what became of them: written, failed.");
        _images = meter.CreateCounter<long>("cartwright.feeds.images", "{attempt}", "Attempts to fetch images that feeds name by their outcome: fetched, failed.");
        _duration = meter.CreateHistogram(
            "cartwright.feeds.chunk.duration", "s", "Time to write a part of a file.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
    }

    /// <summary>A part of a file was written.</summary>
    public void Wrote(ChunkPlan plan, TimeSpan took)
    {
        Add(_rows, "written", plan.Rows - plan.Failed);
        Add(_rows, "failed", plan.Failed);
        Add(_products, "created", plan.Created);
        Add(_products, "updated", plan.Updated);
        Add(_products, "unchanged", plan.Unchanged);
        Add(_chunks, "written", 1);
        _duration.Record(took.TotalSeconds);
    }

    /// <summary>An attempt to write a part of a file failed.</summary>
    public void Failed() => Add(_chunks, "failed", 1);

    /// <summary>An attempt to fetch an image has ended.</summary>
    public void Fetched(bool isFetched) => Add(_images, isFetched ? "fetched" : "failed", 1);

    static void Add(Counter<long> counter, string outcome, int count)
    {
        if (count > 0)
        {
            counter.Add(count, new KeyValuePair<string, object?>("outcome", outcome));
        }
    }
}
