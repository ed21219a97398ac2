using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Security;
using Cartwright.Tests.Shops;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace Cartwright.Tests.Messaging;

/// <summary>A publisher and a subscriber with databases of their own, apart from the shop but on its PostgreSQL and with its users.</summary>
internal sealed class TwoServices : IAsyncDisposable
{
    readonly TestShop _shop;
    readonly string _publisherDatabase;
    readonly string _probeDatabase;
    readonly int _attemptsMax;
    readonly InProcessTransport _transport = new(NullLogger<InProcessTransport>.Instance);
    readonly ILoggerFactory _loggers = NullLoggerFactory.Instance;
    readonly string _folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
    WebApplication? _publisher;
    WebApplication? _probe;

    TwoServices(TestShop shop, string publisherDatabase, string probeDatabase, int attemptsMax)
    {
        _shop = shop;
        _publisherDatabase = publisherDatabase;
        _probeDatabase = probeDatabase;
        _attemptsMax = attemptsMax;
    }

    /// <summary>What harms the probe.</summary>
    public Poison Poison { get; } = new();

    /// <summary>Where the probe listens.</summary>
    public Uri ProbeAddress { get; } = new($"http://127.0.0.1:{PortRange.Take()}");

    public NpgsqlDataSource Log => _publisher!.Services.GetRequiredService<NpgsqlDataSource>();

    public Inbox Inbox => _probe!.Services.GetRequiredService<Inbox>();

    Database ProbeData => _probe!.Services.GetRequiredService<Database>();

    /// <summary>Starts both.</summary>
    /// <param name="shop">Whose PostgreSQL and users.</param>
    /// <param name="attemptsMax">After so many failures an event is given up.</param>
    public static async Task<TwoServices> StartAsync(TestShop shop, int attemptsMax = 100)
    {
        var suffix = System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);
        var databases = await shop.Shop.Postgres!.EnsureServiceDatabasesAsync(["log_" + suffix, "probe_" + suffix], CancellationToken.None);
        var services = new TwoServices(shop, databases["log_" + suffix], databases["probe_" + suffix], attemptsMax);
        services._publisher = services.Build(new Publisher(), services._publisherDatabase, new($"http://127.0.0.1:{PortRange.Take()}"));
        await services._publisher.StartAsync();
        await services.StartProbeAsync();
        return services;
    }

    /// <summary>Starts the subscriber, for the first time or again.</summary>
    public async Task StartProbeAsync()
    {
        await using (var connection = new NpgsqlConnection(_probeDatabase))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("create table if not exists effects (number int generated always as identity, name text not null)", connection);
            await command.ExecuteNonQueryAsync();
        }

        _probe = Build(new Probe(Poison), _probeDatabase, ProbeAddress);
        await _probe.StartAsync();
    }

    /// <summary>Stops the subscriber.</summary>
    public async Task StopProbeAsync()
    {
        await _probe!.StopAsync();
        await _probe.DisposeAsync();
    }

    /// <summary>Publishes events in one transaction each.</summary>
    public async Task PublishAsync(params (Guid Aggregate, string Name)[] categories)
    {
        foreach (var (aggregate, name) in categories)
        {
            await using var work = await _publisher!.Services.GetRequiredService<Database>().BeginAsync(CancellationToken.None);
            work.Publish(Category(aggregate, name));
            await work.CommitAsync(CancellationToken.None);
        }
    }

    /// <summary>Publishes events in one transaction, so that they come as one batch.</summary>
    public async Task PublishTogetherAsync(params (Guid Aggregate, string Name)[] categories)
    {
        await using var work = await _publisher!.Services.GetRequiredService<Database>().BeginAsync(CancellationToken.None);
        foreach (var (aggregate, name) in categories)
        {
            work.Publish(Category(aggregate, name));
        }

        await work.CommitAsync(CancellationToken.None);
    }

    /// <summary>An event in its envelope, not written anywhere.</summary>
    public Envelope Seal(string name) => _publisher!.Services.GetRequiredService<EventLog>().Seal(Category(Guid.NewGuid(), name));

    /// <summary>The names of which the probe has noted the effect, in order.</summary>
    public Task<IReadOnlyList<string>> EffectsAsync() => ProbeData.QueryAsync<string>("select name from effects order by number", null, CancellationToken.None);

    /// <summary>Waits for effects, in any order.</summary>
    public async Task UntilAsync(params string[] names)
    {
        IReadOnlyList<string> effects = [];
        await Eventually.TrueAsync(
            async () => names.Order().SequenceEqual((effects = await EffectsAsync()).Order()),
            () => $"[{string.Join(", ", effects)}] instead of [{string.Join(", ", names)}]");
    }

    /// <summary>The ids of what was given up.</summary>
    public Task<IReadOnlyList<Guid>> DeadLettersAsync() => ProbeData.QueryAsync<Guid>("select event_id from dead_letters", null, CancellationToken.None);

    /// <summary>How many events wait to be tried again.</summary>
    public Task<int> WaitingAsync() => ProbeData.QuerySingleOrDefaultAsync<int>("select count(*)::int from retries", null, CancellationToken.None);

    public async ValueTask DisposeAsync()
    {
        await StopProbeAsync();
        await _publisher!.StopAsync();
        await _publisher.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    static CategoryCreated Category(Guid aggregate, string name) => new(aggregate, name, name, null);

    WebApplication Build(IService service, string database, Uri address) => ServiceHost.Build(service, new ServiceEnvironment
    {
        Url = address,
        Configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Messaging:AttemptsMax"] = _attemptsMax.ToString(System.Globalization.CultureInfo.InvariantCulture),
            ["Messaging:RetryDelay"] = "00:00:00.010",
            ["Messaging:RetryDelayMax"] = "00:00:00.050",
        }).Build(),
        Database = database,
        Transport = _transport,
        Secret = new SystemSecret(new string('s', SystemSecret.LengthMin)),
        Addresses = new ServiceAddresses(new Dictionary<string, IReadOnlyList<Uri>> { ["accounts"] = [_shop.Gateway] }),
        DataFolder = _folder,
        Loggers = _loggers,
    });
}
