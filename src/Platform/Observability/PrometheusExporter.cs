using OpenTelemetry;
using OpenTelemetry.Metrics;

namespace Cartwright.Platform.Observability;

/// <summary>Collects the metrics of the process when asked, and writes them as text.</summary>
[ExportModes(ExportModes.Pull)]
internal sealed class PrometheusExporter : BaseExporter<Metric>, IPullMetricExporter
{
    static readonly TimeSpan CollectTimeout = TimeSpan.FromSeconds(5);

    // Whoever asks within this time of another gets the same answer: nobody can make the process busy by asking.
    static readonly TimeSpan Fresh = TimeSpan.FromMilliseconds(250);

    readonly SemaphoreSlim _one = new(1);
    long _collectedAt;
    string? _text;

    /// <summary>Set by the reader that this belongs to.</summary>
    public Func<int, bool>? Collect { get; set; }

    /// <summary>Everything that is measured.</summary>
    /// <exception cref="TimeoutException">It could not be collected in time.</exception>
    public async Task<string> ScrapeAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_text is null || Environment.TickCount64 - _collectedAt > Fresh.TotalMilliseconds)
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
            _one.Release();
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
            _one.Dispose();
        }

        base.Dispose(disposing);
    }
}
