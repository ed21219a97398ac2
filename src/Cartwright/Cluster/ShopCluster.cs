using Cartwright.Hosting;
using Cartwright.Processes;

namespace Cartwright.Cluster;

/// <summary>
/// The distributed shape on one machine: private servers and a process per instance of a service, all from this build. A process that exits is restarted;
/// all of them end with this process, even when it is killed.
/// </summary>
internal sealed class ShopCluster : IAsyncDisposable
{
    static readonly TimeSpan DrainTime = TimeSpan.FromMilliseconds(300);
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);

    readonly ChildProcessStarter _starter = new();
    readonly LogView _view;
    readonly Lock _fileLock = new();
    readonly HttpClient _health = new() { Timeout = TimeSpan.FromSeconds(2) };
    IReadOnlyList<(InstancePlan Plan, SupervisedProcess Process)> _instances = [];
    ClusterServers? _servers;
    volatile bool _isComplete;

    ShopCluster(ClusterOptions options, LogView view)
    {
        Options = options;
        _view = view;
    }

    /// <summary>The options it was started with.</summary>
    public ClusterOptions Options { get; }

    /// <summary>The address for clients.</summary>
    public Uri Gateway => Options.Plans.First(plan => plan.Service == ServiceRegistry.Gateway).Address;

    /// <summary>The servers, for tests that kill or pause them.</summary>
    public ClusterServers Servers => _servers!;

    /// <summary>Starts the servers, then all instances, and returns when every one is ready.</summary>
    public static async Task<ShopCluster> StartAsync(ClusterOptions options, LogView view, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(options.DataFolder);
        var cluster = new ShopCluster(options, view);
        try
        {
            await cluster.StartAsync(loggers, cancellationToken);
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            // The failures of a cancelled start follow from its cancellation.
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    /// <summary>An instance, for tests that kill, pause or restart it.</summary>
    /// <param name="name">For example <c>orders-2</c>.</param>
    public SupervisedProcess Instance(string name) => _instances.Single(instance => instance.Plan.Name == name).Process;

    /// <summary>Stops the entry points, then the services, then the servers; requests under way are finished.</summary>
    public async ValueTask DisposeAsync()
    {
        _isComplete = false;
        await StopAsync(_instances.Where(instance => instance.Plan.IsEntryPoint));
        await StopAsync(_instances.Where(instance => !instance.Plan.IsEntryPoint));
        if (_servers is not null)
        {
            await _servers.DisposeAsync();
            File.Delete(ClusterFile.PathIn(Options.DataFolder));
        }

        _starter.Dispose();
        _health.Dispose();
    }

    static Task StopAsync(IEnumerable<(InstancePlan Plan, SupervisedProcess Process)> instances) =>
        Task.WhenAll(instances.Select(instance => instance.Process.DisposeAsync().AsTask()));

    async Task StartAsync(ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        _servers = await ClusterServers.StartAsync(Options, loggers, Notify, cancellationToken);
        var databases = _servers.Postgres is null
            ? new Dictionary<string, string>()
            : await _servers.Postgres.EnsureServiceDatabasesAsync(Options.PrivateDatabases, cancellationToken);
        var settings = new InstanceSettings(Options, _servers, databases);
        var logger = loggers.CreateLogger<ShopCluster>();
        _instances = [.. Options.Plans.Select(plan => (plan, new SupervisedProcess(Process(plan, settings), _starter, logger)))];
        await AllOrNone.StartAsync(_instances.Select(instance => (Func<CancellationToken, Task>)instance.Process.StartAsync), cancellationToken);
        _isComplete = true;
        Notify();
    }

    ProcessPlan Process(InstancePlan plan, InstanceSettings settings) => new(plan.Name)
    {
        Prepare = _ => Task.FromResult(Command(plan, settings)),
        Ready = (process, cancellationToken) => ReadyAsync(plan, process, cancellationToken),
        // All instances stop, so none takes over: the second signal ends the drain time.
        StopSequence = [(Signal.Terminate, DrainTime), (Signal.Terminate, StopTimeout)],
        StableAfter = TimeSpan.FromSeconds(10),
        Changed = Notify,
    };

    ChildCommand Command(InstancePlan plan, InstanceSettings settings)
    {
        var assembly = typeof(ShopCluster).Assembly.Location;
        var host = Environment.ProcessPath!;
        // Instances start like this process: as `dotnet Cartwright.dll` or by the program beside that file.
        var (program, first) = Path.GetFileName(host) == "dotnet" ? (host, new[] { assembly }) : (Path.ChangeExtension(assembly, null), []);
        return new(program, [.. first, "run", "--quiet", "--services", plan.Service.Name, "--data", Path.GetFullPath(Options.DataFolder), "--port", $"{plan.Port}"])
        {
            WorkingDirectory = Environment.CurrentDirectory,
            SignalWhenParentDies = Signal.Kill,
            // A command line can be read by every user of the machine.
            Variables = settings.Of(plan).ToDictionary(setting => Settings.Variable(setting.Key), setting => setting.Value),
            OnLine = line => _view.Write(plan.Name, line),
        };
    }

    async Task ReadyAsync(InstancePlan plan, ChildProcess process, CancellationToken cancellationToken)
    {
        using var poll = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        while (!await IsReadyAsync(plan.Address, cancellationToken))
        {
            if (process.Exited.IsCompleted)
            {
                throw new ServerStartException($"{plan.Name} ended while it started; see its messages.");
            }

            await poll.WaitForNextTickAsync(cancellationToken);
        }
    }

    async Task<bool> IsReadyAsync(Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await _health.GetAsync(new Uri(address, "/health/ready"), cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException || (error is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            return false;
        }
    }

    void Notify()
    {
        lock (_fileLock)
        {
            if (!_isComplete)
            {
                return;
            }

            try
            {
                State().Write(Options.DataFolder);
            }
            catch (IOException failure)
            {
                // The file is for observers; the cluster does not depend on it.
                _view.Write(LogView.ClusterSource, $"{ClusterFile.PathIn(Options.DataFolder)} cannot be written: {failure.Message}");
            }
        }
    }

    ClusterFile State() => new(
        Environment.ProcessId,
        Gateway,
        Servers.RabbitMq?.Url ?? Options.RabbitMqUrl?.ToString(),
        Servers.Redis?.Address ?? Options.RedisAddress,
        [
            .. Servers.Postgres is { } postgres ? [new ServerState("postgres", postgres.Server.ProcessId)] : Array.Empty<ServerState>(),
            .. Servers.RabbitMq is { } rabbitMq ? [new ServerState("rabbitmq", rabbitMq.Server.ProcessId)] : Array.Empty<ServerState>(),
            .. Servers.Redis is { } redis ? [new ServerState("redis", redis.Server.ProcessId)] : Array.Empty<ServerState>(),
        ],
        [.. _instances.Select(i => new InstanceState(i.Plan.Name, i.Plan.Service.Name, i.Plan.Address, i.Process.ProcessId))]);
}
