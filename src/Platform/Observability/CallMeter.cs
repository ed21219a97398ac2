using System.Diagnostics.Metrics;
using Polly.CircuitBreaker;

namespace Cartwright.Platform.Observability;

/// <summary>Counts failures of the calls of a service, by the called service.</summary>
public sealed class CallMeter
{
    readonly Lock _lock = new();
    readonly Dictionary<string, CircuitBreakerStateProvider> _breakers = [];
    readonly Counter<long> _retries;
    readonly Counter<long> _timeouts;
    readonly Counter<long> _refused;

    /// <summary>Creates the instruments.</summary>
    public CallMeter(IMeterFactory meters)
    {
        var meter = meters.Create(Metering.MeterName);
        _retries = meter.CreateCounter<long>("cartwright.calls.retries", "{call}", "Calls that were repeated after a passing failure, by the service called.");
        _timeouts = meter.CreateCounter<long>("cartwright.calls.timeouts", "{call}", "Attempts that were given up after their time, by the service called.");
        _refused = meter.CreateCounter<long>(
            "cartwright.calls.refused", "{call}", "Calls that were not made because the breaker was open or too many were waiting, by the service called and the reason.");
        meter.CreateObservableGauge("cartwright.calls.breaker", States, null, "1 while the circuit breaker stops calls, by the service called.");
    }

    /// <summary>Adds the circuit breaker of the calls to a service.</summary>
    public void Watch(string name, CircuitBreakerStateProvider breaker)
    {
        lock (_lock)
        {
            _breakers[name] = breaker;
        }
    }

    /// <summary>Counts a call that was retried after a transient failure.</summary>
    public void Retried(string name) => _retries.Add(1, Called(name));

    /// <summary>Counts an attempt that timed out.</summary>
    public void TimedOut(string name) => _timeouts.Add(1, Called(name));

    /// <summary>Counts a rejected call.</summary>
    /// <param name="name">The called service.</param>
    /// <param name="reason"><c>breaker</c> or <c>queue</c>.</param>
    public void Refused(string name, string reason) => _refused.Add(1, Called(name), new KeyValuePair<string, object?>("reason", reason));

    IEnumerable<Measurement<int>> States()
    {
        lock (_lock)
        {
            return [.. _breakers.Select(b => new Measurement<int>(b.Value.CircuitState is CircuitState.Open or CircuitState.Isolated ? 1 : 0, Called(b.Key)))];
        }
    }

    static KeyValuePair<string, object?> Called(string name) => new("called", name);
}
