using Cartwright.Platform.Files;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;
using Cartwright.Platform.Security;

namespace Cartwright.Platform.Hosting;

/// <summary>The environment that the program gives to a hosted service. Only here does a service depend on the shape of the system (one process or many).</summary>
public sealed record ServiceEnvironment
{
    /// <summary>The address that the service listens on.</summary>
    public required Uri Url { get; init; }

    /// <summary>Settings from files, environment and secret files.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>Connection string of the service's own database; null for a service without one.</summary>
    public string? Database { get; init; }

    /// <summary>The transport of events.</summary>
    public required IEventTransport Transport { get; init; }

    /// <summary>Distributes work among the instances of a service; null if there is none.</summary>
    public IWorkQueue? Work { get; init; }

    /// <summary>The secret that all processes of the system share.</summary>
    public required SystemSecret Secret { get; init; }

    /// <summary>State that instances share for speed; null if there is none.</summary>
    public ISharedState? Shared { get; init; }

    /// <summary>The store that keeps files outside the databases; null if the databases keep them.</summary>
    public IObjectStore? Objects { get; init; }

    /// <summary>The addresses of all services.</summary>
    public required ServiceAddresses Addresses { get; init; }

    /// <summary>The names of hosts, beside the loopback names and the hosts of <see cref="Addresses"/>, for which requests are accepted.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>The addresses and networks of gateways and storefronts, whose statements about the client's address, scheme and host are believed.</summary>
    public IReadOnlyList<string> TrustedCallers { get; init; } = Loopback;

    /// <summary>The networks of the own machine.</summary>
    public static IReadOnlyList<string> Loopback { get; } = ["127.0.0.0/8", "::1"];

    /// <summary>The folder for files such as keys and pictures.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Creates the loggers of the service.</summary>
    public required ILoggerFactory Loggers { get; init; }

    /// <summary>How the service shuts down.</summary>
    public ShutdownPlan Shutdown { get; init; } = ShutdownPlan.AtOnce;

    /// <summary>Metrics and traces of the process; without it there is no <c>/metrics</c>.</summary>
    public ITelemetry? Telemetry { get; init; }

    /// <summary>The address of <c>/metrics</c> if <see cref="Url"/> is public.</summary>
    public Uri? MetricsUrl { get; init; }

    /// <summary><c>Production</c>, <c>Development</c>, …</summary>
    public string EnvironmentName { get; init; } = Environments.Production;
}
