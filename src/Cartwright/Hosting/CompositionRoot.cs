using Cartwright.Platform.Hosting;
using Cartwright.Platform.Jobs;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.RabbitMq;
using Cartwright.Platform.Redis;
using Cartwright.Platform.Security;
using Cartwright.Platform.Telemetry;
using Cartwright.Postgres;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace Cartwright.Hosting;

/// <summary>
/// What the services of a process stand on. Which shape the system has is decided here and nowhere else: a broker that is configured carries the
/// events and hands out work, databases that are configured are used; what is not configured is private to this process.
/// </summary>
internal sealed class CompositionRoot : IAsyncDisposable
{
    readonly ShopOptions _options;
    readonly ILoggerFactory _loggers;
    readonly ProcessTelemetry _telemetry;
    readonly ServiceAddresses _addresses;
    readonly SystemSecret _secret;
    readonly IEventTransport _transport;
    readonly IWorkQueue _work;
    IReadOnlyDictionary<string, string> _databases = new Dictionary<string, string>();
    RedisSharedState? _shared;

    CompositionRoot(ShopOptions options, ILoggerFactory loggers)
    {
        _options = options;
        _loggers = loggers;
        var broker = Broker(options.Configuration);
        _addresses = Addresses(options);
        _secret = SecretFile.Find(options.Configuration, options.DataFolder, isShared: broker is not null);
        _transport = broker is null
            ? new InProcessTransport(loggers.CreateLogger<InProcessTransport>())
            : new RabbitMqTransport(broker, options.TelemetryName, _addresses, _secret, loggers.CreateLogger<RabbitMqTransport>());
        _work = broker is null
            ? new InProcessWorkQueue(TimeProvider.System, loggers.CreateLogger<InProcessWorkQueue>())
            : new RabbitMqWorkQueue(broker, options.TelemetryName, loggers.CreateLogger<RabbitMqWorkQueue>());
        _telemetry = ProcessTelemetry.Start(options.TelemetryName, OtlpOptions.Read(options.Configuration));
    }

    /// <summary>The private PostgreSQL, when there is one.</summary>
    public EmbeddedPostgres? Postgres { get; private set; }

    /// <summary>Prepares everything, PostgreSQL included unless every database is elsewhere.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing or wrong; the message says which.</exception>
    public static async Task<CompositionRoot> StartAsync(ShopOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataFolder);
        var foundation = new CompositionRoot(options, loggers);
        try
        {
            await foundation.StartPostgresAsync(cancellationToken);
            await foundation.ConnectRedisAsync();
            return foundation;
        }
        catch
        {
            await foundation.DisposeAsync();
            throw;
        }
    }

    /// <summary>What a service is given.</summary>
    public ServiceEnvironment For(ServiceEntry entry) => new()
    {
        Url = _options.Address(entry),
        Configuration = _options.Configuration,
        Database = _databases.GetValueOrDefault(entry.Name) ?? _options.Configuration[$"Databases:{entry.Name}"],
        Transport = _transport,
        Work = _work,
        Shared = _shared,
        Secret = _secret,
        Addresses = _addresses,
        DataFolder = Directory.CreateDirectory(Path.Combine(_options.DataFolder, entry.Name)).FullName,
        Loggers = _loggers,
        Shutdown = new(Drain(_addresses.Of(entry.Name).Count), _options.Hurry),
        Telemetry = _telemetry,
        MetricsUrl = _options.MetricsAddress(entry),
        EnvironmentName = Settings.EnvironmentName,
    };

    /// <summary>Ends it, after the services.</summary>
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
        if (Postgres is not null)
        {
            await Postgres.DisposeAsync();
        }

        _telemetry.Dispose();
    }

    async Task StartPostgresAsync(CancellationToken cancellationToken)
    {
        // A database that is configured is somebody else's to run.
        IReadOnlyList<string> services =
            [.. _options.Services.Where(s => s.HasDatabase && string.IsNullOrEmpty(_options.Configuration[$"Databases:{s.Name}"])).Select(s => s.Name)];
        if (services.Count > 0)
        {
            var settings = Settings.Section(_options.Configuration, "Postgres:Settings");
            Postgres = await EmbeddedPostgres.StartAsync(
                new EmbeddedPostgresOptions(_options.DataFolder) { Settings = settings }, _loggers.CreateLogger<EmbeddedPostgres>(), cancellationToken);
            _databases = await Postgres.EnsureServiceDatabasesAsync(services, cancellationToken);
        }
    }

    async Task ConnectRedisAsync()
    {
        if (_options.Configuration["Redis:Address"] is { Length: > 0 } address)
        {
            _shared = await RedisSharedState.ConnectAsync(address, _loggers.CreateLogger<RedisConnection>());
        }
    }

    static RabbitMqOptions? Broker(IConfiguration configuration)
    {
        const string setting = "RabbitMq:Url";
        if (string.IsNullOrEmpty(configuration[setting]))
        {
            return null;
        }

        var options = configuration.GetSection("RabbitMq").Get<RabbitMqOptions>();
        return options?.Url is { IsAbsoluteUri: true, Scheme: "amqp" or "amqps" }
            ? options
            : throw new InvalidOperationException($"The setting {setting} is no address of a broker. Set it to amqp://user:password@host:5672/.");
    }

    // Callers need time to turn to other instances, where there are any.
    TimeSpan Drain(int instances)
    {
        const string setting = "Shutdown:Drain";
        var drain = _options.Configuration.GetValue<TimeSpan?>(setting) ?? (instances > 1 ? TimeSpan.FromSeconds(3) : TimeSpan.Zero);
        return drain >= TimeSpan.Zero && drain <= TimeSpan.FromMinutes(5)
            ? drain
            : throw new InvalidOperationException($"The setting {setting} must be 00:00:00 to 00:05:00.");
    }

    static ServiceAddresses Addresses(ShopOptions options) => new(ServiceRegistry.All.ToDictionary(
        entry => entry.Name,
        IReadOnlyList<Uri> (entry) => options.Configuration[$"Services:{entry.Name}"] is { Length: > 0 } configured
            ? [.. configured.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(a => new Uri(a))]
            : options.Services.Contains(entry) ? [options.Address(entry)] : []));
}
