using System.Collections.Concurrent;
using Cartwright.Platform.Hosting;
using Cartwright.Postgres;
using Microsoft.Extensions.Options;

namespace Cartwright.Hosting;

/// <summary>A running shop: the services of this process and the infrastructure below them, started and stopped in order.</summary>
internal sealed class Shop : IAsyncDisposable
{
    readonly CompositionRoot _root;
    readonly IReadOnlyList<(ServiceEntry Entry, WebApplication App)> _services;
    readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool _stopping;

    Shop(ShopOptions options, CompositionRoot root, IReadOnlyList<(ServiceEntry Entry, WebApplication App)> services)
    {
        Options = options;
        _root = root;
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

    /// <summary>The options it was started with.</summary>
    public ShopOptions Options { get; }

    /// <summary>The address for clients.</summary>
    public Uri Gateway => Options.Address(ServiceRegistry.Gateway);

    /// <summary>Completes when a service ends unexpectedly.</summary>
    public Task Failed => _failed.Task;

    /// <summary>The private PostgreSQL, when there is one.</summary>
    public EmbeddedPostgres? Postgres => _root.Postgres;

    /// <summary>Starts the infrastructure, then all services concurrently.</summary>
    public static async Task<Shop> StartAsync(ShopOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var root = await CompositionRoot.StartAsync(options, loggers, cancellationToken);
        var services = new List<(ServiceEntry, WebApplication App)>();
        var starting = new ConcurrentBag<(ServiceEntry, WebApplication App)>();
        try
        {
            services.AddRange(options.Services.Select(entry => (entry, ServiceHost.Build(entry.Create(), root.For(entry)))));
            // Not cancelled: a host would log that as a failure. The start is short, and started services are stopped in order.
            await Task.WhenAll(services.Select(service => Task.Run(
                () =>
                {
                    // Validated here, because a host would log a failure beside the message about the setting.
                    service.App.Services.GetService<IStartupValidator>()?.Validate();
                    // A host that cannot create its parts can be neither started nor stopped.
                    service.App.Services.GetServices<IHostedService>();
                    starting.Add(service);
                    return service.App.StartAsync(CancellationToken.None);
                },
                CancellationToken.None)));
            cancellationToken.ThrowIfCancellationRequested();
            return new Shop(options, root, services);
        }
        catch
        {
            await Task.WhenAll(starting.Select(s => s.App.StopAsync(CancellationToken.None)));
            foreach (var (_, app) in services)
            {
                await app.DisposeAsync();
            }

            await root.DisposeAsync();
            // The failures of a cancelled start follow from its cancellation.
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>A part of a service, for tests.</summary>
    public T Service<T>(string name) where T : notnull => _services.Single(s => s.Entry.Name == name).App.Services.GetRequiredService<T>();

    /// <summary>Stops the entry points, then the services, then the infrastructure; requests under way are finished.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        await StopAsync([.. _services.Where(s => s.Entry.Name is "gateway" or "storefront")]);
        await StopAsync([.. _services.Where(s => s.Entry.Name is not ("gateway" or "storefront"))]);
        await _root.DisposeAsync();
    }

    static async Task StopAsync(IReadOnlyList<(ServiceEntry, WebApplication App)> services)
    {
        await Task.WhenAll(services.Select(s => s.App.StopAsync()));
        foreach (var (_, app) in services)
        {
            await app.DisposeAsync();
        }
    }
}
