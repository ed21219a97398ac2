using Cartwright.Hosting;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.RabbitMq;
using Microsoft.Extensions.Configuration;

namespace Cartwright.Cluster;

/// <summary>What to start, and where.</summary>
internal sealed record ClusterOptions
{
    /// <summary>How far the ports of a service's instances are apart.</summary>
    public const int PortsPerInstance = 100;

    /// <summary>The most instances of one service.</summary>
    public const int InstancesMax = 20;

    const int RedisPortOffset = 92;
    const int RabbitMqPortOffset = 95;

    /// <summary>The folder that holds everything: databases, keys, pictures, logs.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The port of the first gateway; everything else follows at fixed offsets.</summary>
    public required int Port { get; init; }

    /// <summary>How many instances of a service, by its name; one where nothing is said.</summary>
    public required IReadOnlyDictionary<string, int> Instances { get; init; }

    /// <summary>Settings from files and environment.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>Settings for all instances besides those that they find in files and environment as we do.</summary>
    public IReadOnlyDictionary<string, string> Further { get; init; } = new Dictionary<string, string>();

    /// <summary>Where the private Redis listens.</summary>
    public int RedisPort => Port + RedisPortOffset;

    /// <summary>Where the private RabbitMQ listens; the next two ports are its own, too.</summary>
    public int RabbitMqPort => Port + RabbitMqPortOffset;

    /// <summary>The RabbitMQ of <c>RabbitMq:Url</c>; null when the cluster starts a private one.</summary>
    public Uri? RabbitMqUrl => OptionsSection.Read<RabbitMqOptions>(Configuration, "RabbitMq").Url;

    /// <summary>The Redis of <c>Redis:Address</c>; null when the cluster starts a private one.</summary>
    public string? RedisAddress => OptionsSection.Read<RedisOptions>(Configuration, RedisOptions.Section).Address is { Length: > 0 } address ? address : null;

    /// <summary>The services whose databases are in the private PostgreSQL.</summary>
    public IReadOnlyList<string> PrivateDatabases
    {
        get
        {
            var system = SystemOptions.Read(Configuration);
            return [.. ServiceRegistry.All.Where(service => service.HasDatabase && system.DatabaseOf(service.Name) is null).Select(service => service.Name)];
        }
    }

    /// <summary>All instances of all services.</summary>
    public IReadOnlyList<InstancePlan> Plans =>
        [.. from service in ServiceRegistry.All
            from number in Enumerable.Range(1, Instances.GetValueOrDefault(service.Name, 1))
            select new InstancePlan(service, number, Port + ((number - 1) * PortsPerInstance))];
}

/// <summary>An instance of a service that is to run.</summary>
/// <param name="Service">The service.</param>
/// <param name="Number">Which one, from 1.</param>
/// <param name="Port">The port from which the service's own is counted.</param>
internal sealed record InstancePlan(ServiceEntry Service, int Number, int Port)
{
    /// <summary>What messages call it.</summary>
    public string Name => $"{Service.Name}-{Number}";

    /// <summary>Where it listens.</summary>
    public Uri Address => new($"http://127.0.0.1:{Port + Service.PortOffset}");

    /// <summary>Whether customers come in here: such services stop first.</summary>
    public bool IsDoor => Service.Name is "gateway" or "storefront";
}
