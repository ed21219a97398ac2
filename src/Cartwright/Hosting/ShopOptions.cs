using Cartwright.Platform.Telemetry;

namespace Cartwright.Hosting;

/// <summary>The services that a process hosts, their ports and settings.</summary>
internal sealed record ShopOptions
{
    /// <summary>The default port of the gateway.</summary>
    public const int DefaultPort = 8000;

    /// <summary>The default data folder.</summary>
    public const string DefaultDataFolder = ".cartwright";

    /// <summary>The folder that holds everything: databases, keys, pictures, logs.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The port of the gateway; the others follow at fixed offsets.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The services to host.</summary>
    public required IReadOnlyList<ServiceEntry> Services { get; init; }

    /// <summary>Settings from files and environment.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>Ends the drain time of a stop early.</summary>
    public CancellationToken SkipDrain { get; init; }

    /// <summary>The telemetry of the process, if the caller has started it and stops it; else the shop does both.</summary>
    public ProcessTelemetry? Telemetry { get; init; }

    /// <summary>Name of the process in telemetry: the service's when it hosts one, else the program's.</summary>
    public string TelemetryName => Services is [var only] ? only.Name : "cartwright";

    /// <summary>Where a service listens.</summary>
    public Uri ListenUrl(ServiceEntry service) => Listen.Url(service.Name, Port + service.PortOffset);

    /// <summary>Where this machine reaches a service.</summary>
    public Uri Address(ServiceEntry service) => Listen.LocalUrl(service.Name, Port + service.PortOffset);

    /// <summary>The address of a service's metrics where it differs from the service's own: the port of the gateway is public.</summary>
    public Uri? MetricsAddress(ServiceEntry service) => service.MetricsPortOffset is { } offset ? Listen.MetricsUrl(Port + offset) : null;

    ListenOptions Listen => ListenOptions.Read(Configuration);
}
