using Cartwright.Platform.Hosting;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Unit.Architecture;

/// <summary>Each service as it configures itself.</summary>
internal static class ServiceSetups
{
    /// <summary>The setups, by the name of the service.</summary>
    public static IReadOnlyDictionary<string, ServiceSetup> ByService { get; } = Create();

    /// <summary>All setups.</summary>
    public static IEnumerable<ServiceSetup> All => ByService.Values;

    static Dictionary<string, ServiceSetup> Create()
    {
        var folder = Directory.CreateTempSubdirectory("cartwright-unit-");
        try
        {
            return ServiceRegistry.All.ToDictionary(entry => entry.Name, entry => Create(entry, folder.FullName));
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static ServiceSetup Create(ServiceEntry entry, string folder)
    {
        var setup = new ServiceSetup(WebApplication.CreateSlimBuilder(), new ServiceEnvironment
        {
            Url = new Uri("http://127.0.0.1:1"),
            Configuration = new ConfigurationBuilder().Build(),
            Transport = new InProcessTransport(NullLogger<InProcessTransport>.Instance),
            Secret = new SystemSecret(new string('s', SystemSecret.LengthMin)),
            Addresses = new ServiceAddresses(new Dictionary<string, IReadOnlyList<Uri>>()),
            DataFolder = folder,
            Loggers = NullLoggerFactory.Instance,
        });
        entry.Create().Configure(setup);
        return setup;
    }
}
