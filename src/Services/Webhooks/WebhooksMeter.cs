using System.Diagnostics.Metrics;
using Cartwright.Platform.Observability;

namespace Cartwright.Webhooks;

/// <summary>Metrics of webhooks.</summary>
internal sealed class WebhooksMeter
{
    readonly Counter<long> _attempts;
    readonly Histogram<double> _duration;

    public WebhooksMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Metering.MeterName);
        _attempts = meter.CreateCounter<long>("cartwright.webhooks.attempts", "{attempt}", "Attempts to deliver events to webhooks by outcome: delivered, failed.");
        _duration = meter.CreateHistogram(
            "cartwright.webhooks.attempt.duration", "s", "Time until the server of a webhook has answered.",
            advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30] });
    }

    /// <summary>Deliveries were attempted.</summary>
    public void Attempted(IEnumerable<DeliveryAttempt> attempts)
    {
        foreach (var attempt in attempts)
        {
            _attempts.Add(1, new KeyValuePair<string, object?>("outcome", attempt.IsDelivered ? "delivered" : "failed"));
            _duration.Record(attempt.Took.TotalSeconds);
        }
    }
}
