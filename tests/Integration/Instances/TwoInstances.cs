using Cartwright.Hosting;
using Cartwright.Tests.Redis;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Tests.Instances;

/// <summary>Tests that need <see cref="TwoInstances"/>.</summary>
[CollectionDefinition(nameof(TwoInstances))]
public sealed class TwoInstancesTests : ICollectionFixture<TwoInstances>;

/// <summary>
/// A shop with a Redis, and other instances of those of its services that answer people, in a process of their own as far as they know: they share
/// the databases, the secret and Redis, and neither memory nor files.
/// </summary>
public sealed class TwoInstances : IAsyncLifetime
{
    const string Secret = "the secret that all processes of this system share";

    static readonly string[] Doubled = ["gateway", "accounts", "catalog", "notifications", "storefront"];

    readonly string _folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
    Shop? _other;

    /// <summary>The shop.</summary>
    public TestShop One { get; private set; } = null!;

    /// <summary>The gateway of the other instances.</summary>
    public Uri Other => _other!.Gateway;

    /// <summary>What they share.</summary>
    public PrivateRedis Redis { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Redis = await PrivateRedis.StartAsync();
        One = new SharingShop(("Secret", Secret), ("Redis:Address", Redis.Address));
        await One.InitializeAsync();
        var services = ServiceRegistry.All.Where(s => Doubled.Contains(s.Name)).ToList();
        _other = await Shop.StartAsync(
            new()
            {
                DataFolder = _folder,
                Port = PortRange.Take(),
                Services = services,
                Configuration = Settings.Load(new Dictionary<string, string?>(
                [
                    new("Secret", Secret),
                    new("Redis:Address", Redis.Address),
                    .. services.Where(s => s.HasDatabase).Select(s => KeyValuePair.Create($"Databases:{s.Name}", (string?)One.Shop.Postgres.Address.Service(s.Name))),
                    .. ServiceRegistry.All.Except(services).Select(s => KeyValuePair.Create($"Services:{s.Name}", (string?)$"{One.Shop.Address(s.Name)}")),
                ])),
            },
            NullLoggerFactory.Instance,
            CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await _other!.DisposeAsync();
        await One.DisposeAsync();
        await Redis.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>The same client, at the other gateway.</summary>
    public HttpClient AtOther(HttpClient client)
    {
        var other = new HttpClient { BaseAddress = Other };
        other.DefaultRequestHeaders.Authorization = client.DefaultRequestHeaders.Authorization;
        return other;
    }

    sealed class SharingShop(params (string Key, string Value)[] settings) : TestShop(settings);
}
