using Cartwright.Hosting;
using Cartwright.Postgres;
using Cartwright.Tests.Interface;
using Microsoft.Extensions.Logging;

namespace Cartwright.Tests.Shops;

/// <summary>The shop of these tests in one process: its services share a transport, and each has one instance.</summary>
internal sealed class HostedShop : IAsyncDisposable
{
    readonly Shop _shop;
    readonly RoundRobin _gateways;
    readonly ContractSource _contract;

    HostedShop(Shop shop)
    {
        _shop = shop;
        _contract = new(Gateways[0]);
        _gateways = new(Gateways, handler => new ContractCheck(handler, _contract));
    }

    /// <summary>Where clients connect.</summary>
    public IReadOnlyList<Uri> Gateways => [_shop.Gateway];

    /// <summary>What its clients may rely on.</summary>
    public Task<ApiContract> ContractAsync() => _contract.GetAsync();

    /// <summary>The databases of all services.</summary>
    public EmbeddedPostgres Postgres => _shop.Postgres!;

    /// <summary>Where the gateway shows its metrics.</summary>
    public Uri Metrics => _shop.Options.MetricsAddress(Entry("gateway"))!;

    /// <summary>Starts it.</summary>
    /// <param name="folder">Its folder.</param>
    /// <param name="loggers">Where it logs.</param>
    /// <param name="_">How many instances of each service the other shape has.</param>
    /// <param name="settings">Its settings.</param>
    public static async Task<HostedShop> StartAsync(string folder, ILoggerFactory loggers, int _, IReadOnlyDictionary<string, string> settings) => new(await Shop.StartAsync(
        new()
        {
            DataFolder = folder,
            Port = PortRange.Take(),
            Services = ServiceRegistry.All,
            Configuration = Settings.Load(settings.ToDictionary(s => s.Key, string? (s) => s.Value)),
        },
        loggers,
        CancellationToken.None));

    /// <summary>A client, of a user when there is a token.</summary>
    public HttpClient Client(string? token = null) => _gateways.Client(token);

    /// <summary>Where a service listens.</summary>
    public Uri Address(string service) => _shop.Options.Address(Entry(service));

    /// <summary>A part of a service, of each of its instances.</summary>
    public IReadOnlyList<T> Service<T>(string service) where T : notnull => [_shop.Service<T>(service)];

    public ValueTask DisposeAsync()
    {
        TestContext.Current.SendDiagnosticMessage($"Operations of the interface that no test had a success of: {string.Join(", ", _contract.Unmet)}");
        _contract.Dispose();
        return _shop.DisposeAsync();
    }

    static ServiceEntry Entry(string service) => ServiceRegistry.All.Single(s => s.Name == service);
}
