using System.Collections.Concurrent;
using Cartwright.Cluster;
using Cartwright.Hosting;
using Cartwright.Platform.Telemetry;
using Cartwright.Postgres;
using Cartwright.Tests.Interface;
using Microsoft.Extensions.Logging;

namespace Cartwright.Tests.Shops;

/// <summary>
/// The shop of these tests in the distributed shape: instances of every service, over RabbitMQ, Redis and PostgreSQL of their own. Each instance is
/// hosted by itself, with the settings that a cluster gives to its processes, so that it shares no more with others than it would as a process.
/// </summary>
internal sealed class HostedShop : IAsyncDisposable
{
    // A start is computation. All at once would leave no thread to the tests that ask another shop meanwhile.
    const int StartsAtOnce = 2;

    // A process has one, because meters belong to it. One of each instance would count what all of them do.
    static readonly ProcessTelemetry Telemetry = ProcessTelemetry.Start("tests", new());

    readonly ClusterOptions _options;
    readonly ClusterServers _servers;
    readonly ConcurrentDictionary<InstancePlan, Shop> _instances = [];
    readonly RoundRobin _gateways;
    readonly ContractSource _contract;

    HostedShop(ClusterOptions options, ClusterServers servers)
    {
        _options = options;
        _servers = servers;
        _contract = new(Gateways[0]);
        _gateways = new(Gateways, handler => new ContractCheck(handler, _contract));
    }

    /// <summary>Where clients connect.</summary>
    public IReadOnlyList<Uri> Gateways => [.. _options.Plans.Where(p => p.Service.Name == "gateway").Select(p => p.Address)];

    /// <summary>What its clients may rely on.</summary>
    public Task<ApiContract> ContractAsync() => _contract.GetAsync();

    /// <summary>The databases of all services.</summary>
    public EmbeddedPostgres Postgres => _servers.Postgres!;

    /// <summary>Starts the servers, then the instances.</summary>
    /// <param name="folder">The folder of the shop.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <param name="instances">How many instances of each service.</param>
    /// <param name="settings">Its settings.</param>
    public static async Task<HostedShop> StartAsync(string folder, ILoggerFactory loggers, int instances, IReadOnlyDictionary<string, string> settings)
    {
        var options = new ClusterOptions
        {
            DataFolder = folder,
            Port = PortRange.Take(instances),
            Instances = ServiceRegistry.All.ToDictionary(s => s.Name, _ => instances),
            Configuration = Load(settings),
        };
        var shop = new HostedShop(options, await ClusterServers.StartAsync(options, loggers, () => { }, CancellationToken.None));
        try
        {
            await shop.StartAsync(loggers, settings);
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>A client, of a user when there is a token, that asks all gateways in turn.</summary>
    public HttpClient Client(string? token = null) => _gateways.Client(token);

    /// <summary>Where the first instance of a service listens.</summary>
    public Uri Address(string service) => First(service).Address;

    /// <summary>A part of a service, of each of its instances.</summary>
    public IReadOnlyList<T> Service<T>(string service) where T : notnull =>
        [.. _options.Plans.Where(p => p.Service.Name == service).Select(p => _instances[p].Service<T>(service))];

    public async ValueTask DisposeAsync()
    {
        TestContext.Current.SendDiagnosticMessage($"Operations of the interface that no test had a success of: {string.Join(", ", _contract.Unmet)}");
        _contract.Dispose();
        await StopAsync(isEntryPoint: true);
        await StopAsync(isEntryPoint: false);
        await _servers.DisposeAsync();
    }

    async Task StartAsync(ILoggerFactory loggers, IReadOnlyDictionary<string, string> settings)
    {
        var databases = await Postgres.EnsureServiceDatabasesAsync([.. ServiceRegistry.All.Where(s => s.HasDatabase).Select(s => s.Name)], CancellationToken.None);
        var instances = new InstanceSettings(_options, _servers, databases);
        await Parallel.ForEachAsync(_options.Plans, new ParallelOptions { MaxDegreeOfParallelism = StartsAtOnce }, async (plan, _) =>
            _instances[plan] = await Shop.StartAsync(
                new()
                {
                    DataFolder = _options.DataFolder,
                    Port = plan.Port,
                    Services = [plan.Service],
                    Configuration = Load(instances.Of(plan).Concat(settings)),
                    // At the end nobody takes over, so nobody waits for it.
                    SkipDrain = new(canceled: true),
                    Telemetry = Telemetry,
                },
                loggers,
                CancellationToken.None));
    }

    InstancePlan First(string service) => _options.Plans.First(p => p.Service.Name == service);

    Task StopAsync(bool isEntryPoint) => Task.WhenAll(_instances.Where(i => i.Key.IsEntryPoint == isEntryPoint).Select(i => i.Value.DisposeAsync().AsTask()));

    // What a test says goes before what a cluster says.
    static Microsoft.Extensions.Configuration.IConfiguration Load(IEnumerable<KeyValuePair<string, string>> settings) =>
        Settings.Load(settings.GroupBy(s => s.Key).ToDictionary(s => s.Key, string? (s) => s.Last().Value));
}
