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

/// <summary>What carries events between the services of a test.</summary>
public interface ITransports
{
    /// <summary>Those of one test.</summary>
    ITransports ForTest();

    /// <summary>A transport for one instance of a service.</summary>
    IEventTransport Create(ServiceAddresses addresses, SystemSecret secret);
}

/// <summary>
/// A publisher and a subscriber with databases of their own, apart from the shop but on its PostgreSQL and with its users.
/// There can be several instances of each.
/// </summary>
internal sealed class TwoServices : IAsyncDisposable
{
    static readonly SystemSecret Secret = new(new string('s', SystemSecret.LengthMin));

    readonly TestShop _shop;
    readonly ITransports _transports;
    readonly string _suffix = System.Security.Cryptography.RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8);
    readonly int _attemptsMax;
    (string Key, string Value)[] _settings = [];
    readonly ILoggerFactory _loggers = NullLoggerFactory.Instance;
    readonly string _folder = Directory.CreateTempSubdirectory("cartwright-test-").FullName;
    readonly List<Instance> _publishers = [];
    readonly List<Instance> _probes = [];
    IReadOnlyDictionary<string, string> _databases = new Dictionary<string, string>();

    TwoServices(TestShop shop, ITransports transports, int attemptsMax)
    {
        _shop = shop;
        _transports = transports.ForTest();
        _attemptsMax = attemptsMax;
    }

    sealed record Instance(WebApplication App, IEventTransport Transport)
    {
        public async Task StopAsync()
        {
            await App.StopAsync();
            await App.DisposeAsync();
            if (Transport is IAsyncDisposable transport)
            {
                await transport.DisposeAsync();
            }
        }
    }

    /// <summary>What harms the probe.</summary>
    public Poison Poison { get; } = new();

    /// <summary>Where the probe listens, its first instance.</summary>
    public Uri ProbeAddress { get; } = new($"http://127.0.0.1:{PortRange.TakePort()}");

    /// <summary>Where the publisher listens, its first instance.</summary>
    public Uri PublisherAddress { get; } = new($"http://127.0.0.1:{PortRange.TakePort()}");

    /// <summary>The name of the subscriber.</summary>
    public string ProbeName => $"probe_{_suffix}";

    public NpgsqlDataSource Log => _publishers[0].App.Services.GetRequiredService<NpgsqlDataSource>();

    Database ProbeData => _probes[0].App.Services.GetRequiredService<Database>();

    public Inbox Inbox => _probes[0].App.Services.GetRequiredService<Inbox>();

    /// <summary>Starts both.</summary>
    /// <param name="shop">Whose PostgreSQL and users.</param>
    /// <param name="transports">What carries the events.</param>
    /// <param name="attemptsMax">After so many failures an event is given up.</param>
    /// <param name="isLate">Whether the subscriber is to be started later.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<TwoServices> StartAsync(
        TestShop shop, ITransports transports, int attemptsMax = 100, bool isLate = false, params (string Key, string Value)[] settings)
    {
        var services = new TwoServices(shop, transports, attemptsMax) { _settings = settings };
        services._databases = await shop.Shop.Postgres.EnsureServiceDatabasesAsync([$"log_{services._suffix}", services.ProbeName], CancellationToken.None);
        await services.StartPublisherAsync();
        if (!isLate)
        {
            await services.StartProbeAsync();
        }

        return services;
    }

    /// <summary>Starts an instance of the publisher.</summary>
    public async Task StartPublisherAsync(ITransports? transports = null) => _publishers.Add(await StartAsync(
        transports ?? _transports,
        new Publisher(), _databases[$"log_{_suffix}"], _publishers.Count == 0 ? PublisherAddress : new($"http://127.0.0.1:{PortRange.TakePort()}")));

    /// <summary>Stops the instance of the publisher that was started first.</summary>
    public async Task StopPublisherAsync()
    {
        var first = _publishers[0];
        _publishers.RemoveAt(0);
        await first.StopAsync();
    }

    /// <summary>Starts an instance of the subscriber.</summary>
    public async Task StartProbeAsync(ITransports? transports = null)
    {
        await using (var connection = new NpgsqlConnection(_databases[ProbeName]))
        {
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("create table if not exists effects (number int generated always as identity, name text not null)", connection);
            await command.ExecuteNonQueryAsync();
        }

        _probes.Add(await StartAsync(
            transports ?? _transports,
            new Probe(ProbeName, _suffix, Poison), _databases[ProbeName], _probes.Count == 0 ? ProbeAddress : new($"http://127.0.0.1:{PortRange.TakePort()}")));
    }

    /// <summary>Stops the instance of the subscriber that was started first.</summary>
    public async Task StopProbeAsync()
    {
        var first = _probes[0];
        _probes.RemoveAt(0);
        await first.StopAsync();
    }

    /// <summary>Publishes events in one transaction each.</summary>
    public Task PublishAsync(params (Guid Aggregate, string Name)[] categories) => PublishByAsync(0, categories);

    /// <summary>Publishes events by one of the publisher's instances, in one transaction each.</summary>
    public async Task PublishByAsync(int instance, params (Guid Aggregate, string Name)[] categories)
    {
        foreach (var (aggregate, name) in categories)
        {
            await using var work = await _publishers[instance].App.Services.GetRequiredService<Database>().BeginAsync(CancellationToken.None);
            work.Publish(Category(aggregate, name));
            await work.CommitAsync(CancellationToken.None);
        }
    }

    /// <summary>Publishes events in one transaction, so that they come as one batch.</summary>
    public async Task PublishTogetherAsync(params (Guid Aggregate, string Name)[] categories)
    {
        await using var work = await _publishers[0].App.Services.GetRequiredService<Database>().BeginAsync(CancellationToken.None);
        foreach (var (aggregate, name) in categories)
        {
            work.Publish(Category(aggregate, name));
        }

        await work.CommitAsync(CancellationToken.None);
    }

    /// <summary>Writes events to the log while the publisher does not run.</summary>
    public async Task WriteAsync(params Envelope[] events)
    {
        await using var connection = new NpgsqlConnection(_databases[$"log_{_suffix}"]);
        await connection.OpenAsync();
        await using var batch = new NpgsqlBatch(connection) { BatchCommands = { EventTable.Insert(events) } };
        await batch.ExecuteNonQueryAsync();
    }

    /// <summary>An event in its envelope, not written anywhere.</summary>
    public Envelope Wrap(string name) => Wrap(Guid.NewGuid(), name);

    /// <summary>An event of an aggregate in its envelope, not written anywhere.</summary>
    public Envelope Wrap(Guid aggregate, string name) => _publishers[0].App.Services.GetRequiredService<EventLog>().Wrap(Category(aggregate, name));

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
        await Task.WhenAll(_probes.Concat(_publishers).Select(instance => instance.StopAsync()));
        Directory.Delete(_folder, recursive: true);
    }

    // The slug says whose event it is: tests that share a broker hear each other.
    CategoryCreated Category(Guid aggregate, string name) => new(aggregate, _suffix, name, null);

    async Task<Instance> StartAsync(ITransports transports, IService service, string database, Uri address)
    {
        var addresses = new ServiceAddresses(new Dictionary<string, IReadOnlyList<Uri>> { ["accounts"] = [_shop.Gateway], ["catalog"] = [PublisherAddress] });
        var transport = transports.Create(addresses, Secret);
        var app = ServiceHost.Build(service, new ServiceEnvironment
        {
            Url = address,
            Configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["Messaging:AttemptsMax"] = _attemptsMax.ToString(System.Globalization.CultureInfo.InvariantCulture),
                ["Messaging:RetryDelay"] = "00:00:00.010",
                ["Messaging:RetryDelayMax"] = "00:00:00.050",
            }.Concat(_settings.Select(s => KeyValuePair.Create<string, string?>(s.Key, s.Value)))).Build(),
            Database = database,
            Transport = transport,
            Secret = Secret,
            Addresses = addresses,
            DataFolder = _folder,
            Loggers = _loggers,
        });
        await app.StartAsync();
        return new(app, transport);
    }
}
