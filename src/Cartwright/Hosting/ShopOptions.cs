using Microsoft.Extensions.Configuration;

namespace Cartwright.Hosting;

/// <summary>What to start, and where.</summary>
internal sealed record ShopOptions
{
    /// <summary>The port of the gateway unless another is given.</summary>
    public const int DefaultPort = 8000;

    /// <summary>The folder that holds everything unless another is given.</summary>
    public const string DefaultDataFolder = ".cartwright";

    /// <summary>The folder that holds everything: databases, keys, pictures, logs.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The port of the gateway; the others follow at fixed offsets.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>The services to host.</summary>
    public required IReadOnlyList<ServiceEntry> Services { get; init; }

    /// <summary>Settings from files and environment.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>Cuts short what a stop waits for.</summary>
    public CancellationToken Hurry { get; init; }

    /// <summary>Whose telemetry the process sends: the service's when it hosts one, else the program's.</summary>
    public string TelemetryName => Services is [var only] ? only.Name : "cartwright";

    /// <summary>Where a service listens.</summary>
    public Uri Address(ServiceEntry service) => new($"http://127.0.0.1:{Port + service.PortOffset}");

    /// <summary>Where a service shows its metrics when that is not where it listens: the gateway's port is the public's.</summary>
    public Uri? MetricsAddress(ServiceEntry service) =>
        service.MetricsPortOffset is { } offset ? new($"http://127.0.0.1:{Port + offset}") : null;
}
