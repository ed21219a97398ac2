using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Cartwright.Platform.Telemetry;

/// <summary>Collects the metrics of the process for a scrape and writes them as text.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    static readonly TimeSpan CollectTimeout = TimeSpan.FromSeconds(5);

    // Scrapes within this time get the same text, so that frequent scrapes cost nothing.
    static readonly TimeSpan MaxAge = TimeSpan.FromMilliseconds(250);

    readonly SemaphoreSlim _gate = new(1);
    long _collectedAt;
    string? _text;

    /// <summary>Set by the reader that owns the exporter.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>All metrics as text.</summary>
    /// <exception cref="TimeoutException">The collection took longer than 5 s.</exception>
    public async Task<string> ScrapeAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        try
        {
            if (_text is null || Environment.TickCount64 - _collectedAt > MaxAge.TotalMilliseconds)
            {
                if (Collect?.Invoke((int)CollectTimeout.TotalMilliseconds) is not true)
                {
                    throw new TimeoutException("The metrics could not be collected in time.");
                }

                _collectedAt = Environment.TickCount64;
            }

            return _text!;
        }
        finally
        {
            _gate.Release();
        }
    }

    public override ExportResult Export(in Batch<Metric> batch)
    {
        var text = new PrometheusText();
        foreach (var metric in batch)
        {
            text.Add(metric);
        }

        _text = text.ToString();
        return ExportResult.Success;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gate.Dispose();
        }

        base.Dispose(disposing);
    }
}
