using System.Diagnostics.Metrics;

namespace Cartwright.Platform.Observability;

/// <summary>Makes the meters of one service. All of them carry the tag <c>service</c>, so that the services of a process can be told apart, ASP.NET Core's meters too.</summary>
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
