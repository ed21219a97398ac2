using System.Diagnostics.Metrics;
using Cartwright.Platform.Observability;

namespace Cartwright.Recommendations;

/// <summary>Metrics of recommendations.</summary>
internal sealed class RecommendationsMeter
{
    readonly Counter<long> _items;
    int _sessions;

    public RecommendationsMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Metering.MeterName);
        _items = meter.CreateCounter<long>("cartwright.recommendations", "{product}", "Products that were recommended, by reason.");
        meter.CreateObservableGauge("cartwright.recommendations.sessions", () => _sessions, "{session}", "Orders and sessions of visitors in the model of the instance.");
    }

    /// <summary>An answer was given.</summary>
    public void Answered(IReadOnlyList<Recommended> items)
    {
        foreach (var reason in items.CountBy(item => item.Reason))
        {
            _items.Add(reason.Value, new KeyValuePair<string, object?>("reason", reason.Key));
        }
    }

    /// <summary>How much the model holds.</summary>
    public void Show(int sessions) => Volatile.Write(ref _sessions, sessions);
}
