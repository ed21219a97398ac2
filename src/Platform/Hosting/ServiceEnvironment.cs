using Cartwright.Platform.Security;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Observability;
using Cartwright.Platform.Jobs;

namespace Cartwright.Platform.Hosting;

/// <summary>What the program gives to a service that it hosts. The shape of the system (one process or many) shows here and nowhere else.</summary>
public sealed record ServiceEnvironment
{
    /// <summary>Where the service listens.</summary>
    public required Uri Url { get; init; }

    /// <summary>Settings from files, environment and secret files.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>Connection string of the service's own database; null for a service without one.</summary>
    public string? Database { get; init; }

    /// <summary>Carries the events.</summary>
    public required IEventTransport Transport { get; init; }

    /// <summary>Hands out work among the instances of a service; null where there is none to hand out.</summary>
    public IWorkQueue? Work { get; init; }

    /// <summary>What all processes of the system share and nobody else knows.</summary>
    public required SystemSecret Secret { get; init; }

    /// <summary>State that instances share for speed; null if there is none.</summary>
    public ISharedState? Shared { get; init; }

    /// <summary>Where the other services are.</summary>
    public required ServiceAddresses Addresses { get; init; }

    /// <summary>A folder for what belongs into files, such as keys and pictures.</summary>
    public required string DataFolder { get; init; }

    /// <summary>Makes the loggers of the service.</summary>
    public required ILoggerFactory Loggers { get; init; }

    /// <summary>How the service takes its leave.</summary>
    public ShutdownPlan Shutdown { get; init; } = ShutdownPlan.AtOnce;

    /// <summary>Metrics and traces of the process; without it there is no <c>/metrics</c>.</summary>
    public ITelemetry? Telemetry { get; init; }

    /// <summary>The address of <c>/metrics</c> if <see cref="Url"/> is public.</summary>
    public Uri? MetricsUrl { get; init; }

    /// <summary><c>Production</c>, <c>Development</c>, …</summary>
    public string EnvironmentName { get; init; } = Environments.Production;
}
