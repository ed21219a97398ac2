using System.Diagnostics.Metrics;

namespace Cartwright.Platform.Observability;

/// <summary>Creates the meters of one service, those of ASP.NET Core too, with the tag <c>service</c>, which separates the services of a process.</summary>
internal sealed class ServiceMeters(string service) : IMeterFactory
{
    readonly Lock _lock = new();
    readonly Dictionary<(string Name, string? Version), Meter> _meters = [];

    public Meter Create(MeterOptions options)
    {
        lock (_lock)
        {
            if (!_meters.TryGetValue((options.Name, options.Version), out var meter))
            {
                _meters[(options.Name, options.Version)] = meter = new(new MeterOptions(options.Name)
                {
                    Version = options.Version,
                    Tags = [.. options.Tags ?? [], new("service", service)],
                    TelemetrySchemaUrl = options.TelemetrySchemaUrl,
                    Scope = this,
                });
            }

            return meter;
        }
    }

    public void Dispose()
    {
        foreach (var meter in _meters.Values)
        {
            meter.Dispose();
        }
    }
}
