using Cartwright.Platform.Hosting;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.RabbitMq;
using Cartwright.Platform.Redis;
using Cartwright.Platform.S3;
using Cartwright.Platform.Security;
using Cartwright.Platform.Telemetry;
using Cartwright.Postgres;

namespace Cartwright.Hosting;

/// <summary>
/// The infrastructure below the services of a process. Only this type knows the shape of the system: it uses the broker, Redis and databases that are
/// configured, and creates what is not configured for this process alone.
/// </summary>
internal sealed class CompositionRoot : IAsyncDisposable
{
    readonly ShopOptions _options;
    readonly ILoggerFactory _loggers;
    readonly ProcessTelemetry _telemetry;
    readonly SystemOptions _system;
    readonly ServiceAddresses _addresses;
    readonly SystemSecret _secret;
    readonly IEventTransport _transport;
    readonly IWorkQueue _work;
    readonly S3ObjectStore? _objects;
    IReadOnlyDictionary<string, string> _databases = new Dictionary<string, string>();
    RedisSharedState? _shared;

    CompositionRoot(ShopOptions options, ILoggerFactory loggers)
    {
        _options = options;
        _loggers = loggers;
        _system = SystemOptions.Read(options.Configuration);
        var broker = OptionsSection.Read<RabbitMqOptions>(options.Configuration, "RabbitMq") is { Url: not null } rabbitMq ? rabbitMq : null;
        _addresses = Addresses(options, _system);
        _secret = SecretFile.Find(_system.Secret, options.DataFolder, isShared: broker is not null);
        _transport = broker is null
            ? new InProcessTransport(loggers.CreateLogger<InProcessTransport>())
            : new RabbitMqTransport(broker, options.TelemetryName, _addresses, _secret, loggers.CreateLogger<RabbitMqTransport>());
        _work = broker is null
            ? new InProcessWorkQueue(TimeProvider.System, loggers.CreateLogger<InProcessWorkQueue>())
            : new RabbitMqWorkQueue(broker, options.TelemetryName, loggers.CreateLogger<RabbitMqWorkQueue>());
        _objects = OptionsSection.Read<FilesOptions>(options.Configuration, FilesOptions.Section).Store is FileStoreKind.S3
            ? new S3ObjectStore(OptionsSection.Read<S3Options>(options.Configuration, S3Options.Section), loggers.CreateLogger<S3ObjectStore>())
            : null;
        _telemetry = options.Telemetry ?? ProcessTelemetry.Start(options.TelemetryName, OtlpOptions.Read(options.Configuration));
    }

    /// <summary>The private PostgreSQL, when there is one.</summary>
    public EmbeddedPostgres? Postgres { get; private set; }

    /// <summary>Creates everything; starts PostgreSQL unless all databases are configured.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message says which.</exception>
    public static async Task<CompositionRoot> StartAsync(ShopOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataFolder);
        var root = new CompositionRoot(options, loggers);
        try
        {
            await root.StartPostgresAsync(cancellationToken);
            await root.ConnectRedisAsync();
            return root;
        }
        catch
        {
            await root.DisposeAsync();
            throw;
        }
    }

    /// <summary>The environment of a service.</summary>
    public ServiceEnvironment For(ServiceEntry entry) => new()
    {
        Url = _options.ListenUrl(entry),
        Configuration = _options.Configuration,
        Database = _databases.GetValueOrDefault(entry.Name) ?? _system.DatabaseOf(entry.Name),
        Transport = _transport,
        Work = _work,
        Shared = _shared,
        Objects = _objects,
        Secret = _secret,
        Addresses = _addresses,
        AllowedHosts = _system.AllowedHostNames(),
        TrustedCallers = _system.TrustedCallers(_addresses),
        DataFolder = Directory.CreateDirectory(Path.Combine(_options.DataFolder, entry.Name)).FullName,
        Loggers = _loggers,
        Shutdown = new(Drain(_addresses.Of(entry.Name).Count), _options.SkipDrain),
        Telemetry = _telemetry,
        MetricsUrl = _options.MetricsAddress(entry),
        EnvironmentName = Settings.EnvironmentName,
    };

    /// <summary>Stops the infrastructure. The services must have stopped.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_transport is IAsyncDisposable transport)
        {
            await transport.DisposeAsync();
        }

        if (_work is IAsyncDisposable work)
        {
            await work.DisposeAsync();
        }

        _shared?.Dispose();
        _objects?.Dispose();
        if (Postgres is not null)
        {
            await Postgres.DisposeAsync();
        }

        if (_options.Telemetry is null)
        {
            _telemetry.Dispose();
        }
    }

    async Task StartPostgresAsync(CancellationToken cancellationToken)
    {
        // A configured database is operated elsewhere.
        IReadOnlyList<string> services =
            [.. _options.Services.Where(s => s.HasDatabase && _system.DatabaseOf(s.Name) is null).Select(s => s.Name)];
        if (services.Count > 0)
        {
            var settings = OptionsSection.Read<PrivateServerOptions>(_options.Configuration, PrivateServerOptions.Postgres).Settings;
            Postgres = await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions(_options.DataFolder) { Settings = settings }, _loggers.CreateLogger<EmbeddedPostgres>(), cancellationToken);
            _databases = await Postgres.EnsureServiceDatabasesAsync(services, cancellationToken);
        }
    }

    async Task ConnectRedisAsync()
    {
        if (OptionsSection.Read<RedisOptions>(_options.Configuration, RedisOptions.Section).Address is { Length: > 0 } address)
        {
            _shared = await RedisSharedState.ConnectAsync(address, _loggers.CreateLogger<RedisConnection>());
        }
    }

    // Callers need time to switch to other instances, where there are any.
    TimeSpan Drain(int instances) =>
        OptionsSection.Read<ShutdownOptions>(_options.Configuration, ShutdownOptions.Section).Drain ?? (instances > 1 ? TimeSpan.FromSeconds(3) : TimeSpan.Zero);

    static ServiceAddresses Addresses(ShopOptions options, SystemOptions system) => new(ServiceRegistry.All.ToDictionary(
        entry => entry.Name,
        IReadOnlyList<Uri> (entry) => system.AddressesOf(entry.Name) is { Count: > 0 } configured ? configured
            : options.Services.Contains(entry) ? [options.Address(entry)] : []));
}
