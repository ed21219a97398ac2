using Cartwright.Platform.Hosting;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Security;
using Cartwright.Tests.Shops;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Tests.GatewayService;

/// <summary>A gateway before instances of the service <c>inventory</c> that a test has made.</summary>
internal sealed class GatewayAlone : IAsyncDisposable
{
    readonly WebApplication _app;
    readonly string _folder;

    GatewayAlone(WebApplication app, Uri address, string folder)
    {
        _app = app;
        _folder = folder;
        Client = new() { BaseAddress = address };
    }

    /// <summary>Asks the gateway.</summary>
    public HttpClient Client { get; }

    public static Task<GatewayAlone> StartAsync(params Uri[] instances) => StartAsync(environment => environment, instances);

    /// <summary>Starts one whose host gives it something else than usual.</summary>
    public static async Task<GatewayAlone> StartAsync(Func<ServiceEnvironment, ServiceEnvironment> change, params Uri[] instances)
    {
        var folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
        var address = new Uri($"http://127.0.0.1:{PortRange.TakePort()}");
        var app = ServiceHost.Build(new Cartwright.Gateway.GatewayService(), change(Environment(address, folder, instances, ShutdownPlan.AtOnce)));
        await app.StartAsync();
        return new(app, address, folder);
    }

    /// <summary>What a host gives to one of its services.</summary>
    public static ServiceEnvironment Environment(Uri address, string folder, Uri[] instances, ShutdownPlan shutdown) => new()
    {
        Url = address,
        // A test asks as fast as it can.
        Configuration = new ConfigurationBuilder().AddInMemoryCollection([new("Gateway:RateLimit:PerAddress", "1000000")]).Build(),
        Transport = new InProcessTransport(NullLogger<InProcessTransport>.Instance),
        Secret = new SystemSecret(new string('s', SystemSecret.LengthMin)),
        Addresses = new ServiceAddresses(new Dictionary<string, IReadOnlyList<Uri>> { ["inventory"] = instances }),
        DataFolder = folder,
        Loggers = NullLoggerFactory.Instance,
        Shutdown = shutdown,
    };

    /// <summary>Asks it to end, and returns when it has.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }
}
