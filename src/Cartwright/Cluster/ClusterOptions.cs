using Cartwright.Hosting;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.RabbitMq;

namespace Cartwright.Cluster;

/// <summary>The instances of a cluster, their ports and settings.</summary>
internal sealed record ClusterOptions
{
    /// <summary>Distance of the ports of two instances of a service.</summary>
    public const int PortsPerInstance = 100;

    /// <summary>The most instances of one service.</summary>
    public const int InstancesMax = 20;

    const int RedisPortOffset = 92;
    const int RabbitMqPortOffset = 95;

    /// <summary>The folder that holds everything: databases, keys, pictures, logs.</summary>
    public required string DataFolder { get; init; }

    /// <summary>The port of the first gateway; everything else follows at fixed offsets.</summary>
    public required int Port { get; init; }

    /// <summary>How many instances of a service, by its name; one by default.</summary>
    public required IReadOnlyDictionary<string, int> Instances { get; init; }

    /// <summary>Settings from files and environment.</summary>
    public required IConfiguration Configuration { get; init; }

    /// <summary>Settings for all instances, in addition to those of files and environment, which instances inherit.</summary>
    public IReadOnlyDictionary<string, string> AdditionalSettings { get; init; } = new Dictionary<string, string>();

    /// <summary>The port of the private Redis.</summary>
    public int RedisPort => Port + RedisPortOffset;

    /// <summary>The port of the private RabbitMQ, which uses the next two ports as well.</summary>
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
    public IReadOnlyList<InstancePlan> Plans
    {
        get
        {
            var listen = ListenOptions.Read(Configuration);
            return
            [
                .. from service in ServiceRegistry.All
                   from number in Enumerable.Range(1, Instances.GetValueOrDefault(service.Name, 1))
                   let port = Port + ((number - 1) * PortsPerInstance)
                   select new InstancePlan(service, number, port, listen.LocalUrl(service.Name, port + service.PortOffset)),
            ];
        }
    }
}
