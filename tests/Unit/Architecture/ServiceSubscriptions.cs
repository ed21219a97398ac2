using Cartwright.Platform.Hosting;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Unit.Architecture;

/// <summary>What each service subscribes to, as it says itself when it is configured.</summary>
internal static class ServiceSubscriptions
{
    /// <summary>The services that react to an event, by its name.</summary>
    public static ILookup<string, string> ByEvent { get; } = Read();

    static ILookup<string, string> Read()
    {
        var folder = Directory.CreateTempSubdirectory("cartwright-unit-");
        try
        {
            return ServiceRegistry.All
                .SelectMany(entry => Of(entry, folder.FullName).Select(name => (Event: name, Subscriber: entry.Name)))
                .ToLookup(s => s.Event, s => s.Subscriber);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    static IEnumerable<string> Of(ServiceEntry entry, string folder)
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
        return [.. setup.Subscriptions.Types.Select(type => type.Name)];
    }
}
