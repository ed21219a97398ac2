using System.Collections.Concurrent;
using Cartwright.Platform.Hosting;
using Cartwright.Postgres;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Cartwright.Hosting;

/// <summary>A running shop: what its services stand on and the services in this process, started and stopped in an order.</summary>
internal sealed class Shop : IAsyncDisposable
{
    readonly CompositionRoot _foundation;
    readonly IReadOnlyList<(ServiceEntry Entry, WebApplication App)> _services;
    readonly TaskCompletionSource _failed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    bool _stopping;

    Shop(ShopOptions options, CompositionRoot foundation, IReadOnlyList<(ServiceEntry Entry, WebApplication App)> services)
    {
        Options = options;
        _foundation = foundation;
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
    public EmbeddedPostgres? Postgres => _foundation.Postgres;

    /// <summary>Starts what the services stand on, then the services, all at once.</summary>
    public static async Task<Shop> StartAsync(ShopOptions options, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var foundation = await CompositionRoot.StartAsync(options, loggers, cancellationToken);
        var services = new List<(ServiceEntry, WebApplication App)>();
        var begun = new ConcurrentBag<(ServiceEntry, WebApplication App)>();
        try
        {
            services.AddRange(options.Services.Select(entry => (entry, ServiceHost.Build(entry.Create(), foundation.For(entry)))));
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
            return new Shop(options, foundation, services);
        }
        catch
        {
            await Task.WhenAll(begun.Select(s => s.App.StopAsync(CancellationToken.None)));
            foreach (var (_, app) in services)
            {
                await app.DisposeAsync();
            }

            await foundation.DisposeAsync();
            // Whatever breaks when a start is called off does so for that reason.
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>A part of a service, for the commands that look inside.</summary>
    public T Service<T>(string name) where T : notnull => _services.Single(s => s.Entry.Name == name).App.Services.GetRequiredService<T>();

    /// <summary>Stops the doors first, then the services, then what they stand on; what is under way is finished.</summary>
    public async ValueTask DisposeAsync()
    {
        _stopping = true;
        await StopAsync([.. _services.Where(s => s.Entry.Name is "gateway" or "storefront")]);
        await StopAsync([.. _services.Where(s => s.Entry.Name is not ("gateway" or "storefront"))]);
        await _foundation.DisposeAsync();
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
