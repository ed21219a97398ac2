using Cartwright.Contracts;
using Cartwright.Platform.Clients;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Observability;
using Cartwright.Platform.Security;
using Microsoft.Extensions.Options;

namespace Cartwright.Imports;

/// <summary>The marketplaces that are configured, and a client for each. They share nothing that one of them could use up.</summary>
internal sealed class MarketplaceDirectory : IDisposable
{
    readonly Dictionary<string, (Marketplace Marketplace, MarketplaceClient Client)> _marketplaces;

    public MarketplaceDirectory(
        IOptions<ImportsOptions> options,
        ServiceAddresses addresses,
        ITokenStore store,
        SystemSecret secret,
        CallMeter meter,
        TimeProvider time,
        ILogger<MarketplaceDirectory> logger,
        ISharedState? shared = null)
    {
        var secrets = new SecretBox(secret, MarketplaceTokens.Purpose);
        _marketplaces = options.Value.Marketplaces.ToDictionary(
            configured => configured.Key,
            configured =>
            {
                var own = configured.Value;
                var marketplace = Describe(configured.Key, own, addresses);
                var connection = new MarketplaceConnection(marketplace, own, time);
                var login = new MarketplaceLogin(connection, own.Username!, own.Password!, time);
                var tokens = new MarketplaceTokens(marketplace.Name, store, secrets, login, time, logger);
                var pace = new RequestRateLimiter(marketplace.Name, own.RequestsPerSecond, shared?.RateLimiter, time);
                var policy = new CallPolicy($"marketplace-{marketplace.Name}", new() { ConcurrencyMax = own.Parallelism }, time, meter);
                return (marketplace, new MarketplaceClient(connection, tokens, pace, policy));
            });
        All = [.. _marketplaces.Values.Select(m => m.Marketplace).OrderBy(m => m.Name, StringComparer.Ordinal)];
        Names = [.. All.Select(m => m.Name)];
    }

    /// <summary>All marketplaces, by name.</summary>
    public IReadOnlyList<Marketplace> All { get; }

    /// <summary>The names of all marketplaces, as statements take them: what is not configured any more stays in the tables.</summary>
    public string[] Names { get; }

    /// <summary>The marketplace of a name; null when there is none.</summary>
    public Marketplace? Find(string name) => _marketplaces.TryGetValue(name, out var found) ? found.Marketplace : null;

    /// <summary>How to talk to the marketplace of a name.</summary>
    /// <exception cref="KeyNotFoundException">There is none of this name.</exception>
    public MarketplaceClient Client(string name) => _marketplaces[name].Client;

    /// <summary>Adds the marketplaces to a service.</summary>
    public static void Add(IServiceCollection services)
    {
        services.AddOptions<ImportsOptions>().Configure<IConfiguration>((options, settings) => options.ReadMarketplaces(settings));
        services.AddSingleton<IValidateOptions<ImportsOptions>, MarketplaceOptionsValidation>();
        services.AddSingleton<IPostConfigureOptions<ImportsOptions>, DemoMarketplace>();
        services.AddSingleton<DatabaseTokenStore>();
        services.AddSingleton<ITokenStore>(provider => provider.GetService<ISharedState>() is { } shared
            ? new LayeredTokenStore(shared.GetTokenStore(MarketplaceTokens.StoreName), provider.GetRequiredService<DatabaseTokenStore>())
            : provider.GetRequiredService<DatabaseTokenStore>());
        services.AddSingleton<MarketplaceDirectory>();
    }

    public void Dispose()
    {
        foreach (var (_, client) in _marketplaces.Values)
        {
            client.Dispose();
        }
    }

    static Marketplace Describe(string name, MarketplaceOptions options, ServiceAddresses addresses)
    {
        var address = options.Address is { Length: > 0 } configured ? new Uri(configured) : addresses.Of("simulators")[0];
        return new(
            name,
            // Without it the last part of a path would give way to what is asked for.
            address.AbsolutePath.EndsWith('/') ? address : new Uri(address.AbsoluteUri + "/"),
            Currency.Of(options.Currency),
            options.ChunkSize,
            options.Parallelism,
            options.RequestsPerSecond,
            options.Schedule);
    }
}
