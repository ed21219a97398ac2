using System.Collections.Concurrent;
using Cartwright.Platform.Hosting;
using Cartwright.Platform.Messaging;
using Cartwright.Platform.Redis;
using Cartwright.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cartwright.Hosting;

/// <summary>A running shop: its PostgreSQL and its services in this process, started and stopped in an order.</summary>
internal sealed class Shop : IAsyncDisposable
{
    readonly EmbeddedPostgres? _postgres;
    readonly RedisConnection? _redis;
    readonly IReadOnlyList<(ServiceEntry Entry, WebApplication App)> _services;
    readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool _stopping;

    Shop(ShopOptions options, EmbeddedPostgres? postgres, RedisConnection? redis, IReadOnlyList<(ServiceEntry Entry, WebApplication App)> services)
    {
        Options = options;
        _postgres = postgres;
        _redis = redis;
        _services = services;
        foreach (var (_, app) in services)
        {
            app.Lifetime.ApplicationStopped.Register(() =>
            {
                if (!_stopping)
                {
                    _failed.TrySetResult();
                }
            });
        }
    }

    /// <summary>What was started, and where.</summary>
    public ShopOptions Options { get; }

    /// <summary>Where clients connect.</summary>
    public Uri Gateway => new($"http://127.0.0.1:{Options.Port}");

    /// <summary>Completes when a service ends that should not.</summary>
    public Task Failed => _failed.Task;

    /// <summary>The private PostgreSQL, when there is one.</summary>
    public EmbeddedPostgres? Postgres => _postgres;

    /// <summary>Starts PostgreSQL unless every database is elsewhere, then the services, all at once.</summary>
    public static async Task<Shop> StartAsync(ShopOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataFolder);
        var postgres = await StartPostgresAsync(options, loggers, cancellationToken);
        RedisConnection? redis = null;
        var services = new List<(ServiceEntry, WebApplication App)>();
        var begun = new ConcurrentBag<(ServiceEntry, WebApplication App)>();
        try
        {
            var databases = postgres is null
                ? new Dictionary<string, string>()
                : await postgres.EnsureServiceDatabasesAsync([.. Private(options).Select(s => s.Name)], cancellationToken);
            redis = await ConnectRedisAsync(options, loggers);
            var transport = new InProcessTransport(loggers.CreateLogger<InProcessTransport>());
            var addresses = Addresses(options);
            services.AddRange(options.Services.Select(entry => (entry, ServiceHost.Build(entry.Create(), new ServiceEnvironment
            {
                Url = options.Address(entry),
                Configuration = options.Configuration,
                Database = databases.GetValueOrDefault(entry.Name) ?? options.Configuration[$"Databases:{entry.Name}"],
                Transport = transport,
                Redis = redis,
                Addresses = addresses,
                DataFolder = Directory.CreateDirectory(Path.Combine(options.DataFolder, entry.Name)).FullName,
                Loggers = loggers,
                EnvironmentName = Settings.EnvironmentName,
            }))));
            // Not cancelled: a host would log that as a failure. It takes a moment only, and stopping what has started is orderly.
            await Task.WhenAll(services.Select(service => Task.Run(
                () =>
                {
                    // A wrong setting is told by its own message; a host would log a failure beside it.
                    service.App.Services.GetService<IStartupValidator>()?.Validate();
                    // A host that cannot make its parts, because of a setting for example, can be neither started nor stopped.
                    service.App.Services.GetServices<IHostedService>();
                    begun.Add(service);
                    return service.App.StartAsync(CancellationToken.None);
                },
                CancellationToken.None)));
            cancellationToken.ThrowIfCancellationRequested();
            return new Shop(options, postgres, redis, services);
        }
        catch
        {
            await Task.WhenAll(begun.Select(s => s.App.StopAsync(CancellationToken.None)));
            foreach (var (_, app) in services)
            {
                await app.DisposeAsync();
            }

            redis?.Dispose();
            if (postgres is not null)
            {
                await postgres.DisposeAsync();
            }

            // Whatever breaks when a start is called off does so for that reason.
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>A part of a service, for the commands that look inside.</summary>
    public T Service<T>(string name) where T : notnull => _services.Single(s => s.Entry.Name == name).App.Services.GetRequiredService<T>();

    /// <summary>Stops the doors first, then the services, then PostgreSQL; what is under way is finished.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        await StopAsync([.. _services.Where(s => s.Entry.Name is "gateway" or "storefront")]);
        await StopAsync([.. _services.Where(s => s.Entry.Name is not ("gateway" or "storefront"))]);
        _redis?.Dispose();
        if (_postgres is not null)
        {
            await _postgres.DisposeAsync();
        }
    }

    static async Task StopAsync(IReadOnlyList<(ServiceEntry, WebApplication App)> services)
    {
        await Task.WhenAll(services.Select(s => s.App.StopAsync()));
        foreach (var (_, app) in services)
        {
            await app.DisposeAsync();
        }
    }

    static async Task<RedisConnection?> ConnectRedisAsync(ShopOptions options, ILoggerFactory loggers) =>
        options.Configuration["Redis:Address"] is { Length: > 0 } address
            ? await RedisConnection.ConnectAsync(address, loggers.CreateLogger<RedisConnection>())
            : null;

    static async Task<EmbeddedPostgres?> StartPostgresAsync(ShopOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        if (!Private(options).Any())
        {
            return null;
        }

        var settings = options.Configuration.GetSection("Postgres:Settings").GetChildren().ToDictionary(s => s.Key, s => s.Value ?? "");
        return await EmbeddedPostgres.StartAsync(
            new EmbeddedPostgresOptions(options.DataFolder) { Settings = settings }, loggers.CreateLogger<EmbeddedPostgres>(), cancellationToken);
    }

    // A database that is configured is somebody else's to run.
    static IEnumerable<ServiceEntry> Private(ShopOptions options) =>
        options.Services.Where(s => s.HasDatabase && string.IsNullOrEmpty(options.Configuration[$"Databases:{s.Name}"]));

    static ServiceAddresses Addresses(ShopOptions options) => new(ServiceRegistry.All.ToDictionary(
        entry => entry.Name,
        IReadOnlyList<Uri> (entry) => options.Configuration[$"Services:{entry.Name}"] is { Length: > 0 } configured
            ? [.. configured.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(a => new Uri(a))]
            : options.Services.Contains(entry) ? [options.Address(entry)] : []));
}
