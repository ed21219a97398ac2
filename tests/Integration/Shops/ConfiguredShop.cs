using Cartwright.Integration.Notifications;
using Microsoft.Extensions.Logging.Abstractions;

namespace Cartwright.Tests.Shops;

/// <summary>Tests that need <see cref="ConfiguredShop"/>.</summary>
[CollectionDefinition(nameof(ConfiguredShop))]
public sealed class ConfiguredShopTests : ICollectionFixture<ConfiguredShop>;

/// <summary>
/// Another shop, with settings that would be in the way of other tests: a mail server, a low limit of requests per user, a friendly web site, a proxy in
/// front, and marketplaces of which one is imported every second and one is never there.
/// </summary>
public sealed class ConfiguredShop : IAsyncLifetime
{
    public const string FriendlySite = "https://partner.example";
    public const string PublicHost = "shop.example";
    public const int RequestsPerSecond = 5;
    public const string CustomerPassword = "a customer's password";
    public const int RegistrationsPerAddress = 3;
    public const string MarketplacePassword = "a marketplace's password";

    readonly string _folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
    HostedShop? _shop;
    TestMailServer? _mails;
    int _customers;

    /// <summary>The mail server.</summary>
    public TestMailServer Mails => _mails!;

    public async ValueTask InitializeAsync()
    {
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        _mails = await TestMailServer.StartAsync();
        _shop = await TestShop.StartAsync(
            _folder, NullLoggerFactory.Instance, TestShop.Several,
            [("Gateway:RateLimit:PerUser", RequestsPerSecond.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("Gateway:CorsOrigins:0", FriendlySite),
            ("Gateway:TrustedProxies:0", "127.0.0.0/8"),
            ("Accounts:RegistrationsPerAddress", RegistrationsPerAddress.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            ("AllowedHosts", $"{PublicHost};*.{PublicHost}"),
            ("Imports:StuckAfter", "00:00:05"),
            ("Imports:Marketplaces:scheduled:Schedule", "00:00:01"),
            .. MarketplaceAccount("scheduled"),
            .. MarketplaceAccount("away"),
            ("Simulators:Marketplace:Accounts:away:Down", "true"),
            ("Notifications:Smtp:Host", "127.0.0.1"),
            ("Notifications:Smtp:Port", Mails.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))]);
    }

    /// <summary>The shop.</summary>
    internal HostedShop Shop => _shop!;

    static IEnumerable<(string, string)> MarketplaceAccount(string name) =>
    [
        ($"Imports:Marketplaces:{name}:Username", name), ($"Imports:Marketplaces:{name}:Password", MarketplacePassword),
        ($"Simulators:Marketplace:Accounts:{name}:Password", MarketplacePassword), ($"Simulators:Marketplace:Accounts:{name}:Orders", "500"),
    ];

    public async ValueTask DisposeAsync()
    {
        await _shop!.DisposeAsync();
        await Mails.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>A client, of a user when there is a token, that asks all gateways in turn.</summary>
    public HttpClient Client(string? token = null) => _shop!.Client(token);

    /// <summary>Registers a customer and signs them in.</summary>
    /// <returns>A client of the customer.</returns>
    public async Task<HttpClient> CustomerAsync(string name)
    {
        using var client = Client();
        // Each from an address of their own (RFC 5737), because an address registers a few only.
        var profile = await client.SendAsync(
            HttpMethod.Post, "/api/auth/register", new { username = name, email = $"{name}@example.com", password = CustomerPassword },
            request => request.Headers.Add("X-Forwarded-For", $"198.51.100.{Interlocked.Increment(ref _customers)}"));
        profile.Is(System.Net.HttpStatusCode.Created);
        var login = await client.PostJsonAsync("/api/auth/login", new { username = name, password = CustomerPassword });
        return Client(login.Is(System.Net.HttpStatusCode.OK).Json.GetProperty("accessToken").GetString());
    }
}
