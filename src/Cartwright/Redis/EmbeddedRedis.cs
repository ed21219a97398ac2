using System.Text;
using Cartwright.Processes;

namespace Cartwright.Redis;

/// <summary>The private Redis of a data folder, supervised by this process: restarted when it exits, and ended with this process even when that is killed.</summary>
internal sealed class EmbeddedRedis : IAsyncDisposable
{
    const string Program = "redis-server";
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(5);

    readonly EmbeddedRedisOptions _options;
    readonly string _folder;
    readonly ChildProcessStarter _starter = new();
    readonly OperatingSystemUser? _user = Environment.IsPrivilegedProcess ? OperatingSystemUser.Find("redis") : null;
    SupervisorLock? _lock;
    string _password = "";

    EmbeddedRedis(EmbeddedRedisOptions options, ILogger logger)
    {
        _options = options;
        _folder = Path.Combine(Path.GetFullPath(options.DataFolder), "redis");
        Server = new SupervisedProcess(
            new ProcessPlan("Redis") { Prepare = PrepareAsync, Ready = ReadyAsync, StopSequence = [(Signal.Terminate, StopTimeout)], Changed = options.Changed },
            _starter,
            logger);
    }

    /// <summary>How to connect (<c>Redis:Address</c>). It stays the same when the server restarts.</summary>
    public string Address => $"127.0.0.1:{_options.Port},password={_password}";

    /// <summary>The server, for tests that kill or pause it.</summary>
    public SupervisedProcess Server { get; }

    /// <summary>Starts the server.</summary>
    /// <exception cref="ServerMissingException">Redis is not installed.</exception>
    /// <exception cref="DataFolderInUseException">Another process runs the server of this folder.</exception>
    /// <exception cref="ServerStartException">The server does not start.</exception>
    public static async Task<EmbeddedRedis> StartAsync(EmbeddedRedisOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var redis = new EmbeddedRedis(options, logger);
        try
        {
            await redis.StartAsync(cancellationToken);
            return redis;
        }
        catch
        {
            await redis.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Server.DisposeAsync();
        _starter.Dispose();
        _lock?.Dispose();
    }

    async Task StartAsync(CancellationToken cancellationToken)
    {
        if (!SearchPath.Has(Program))
        {
            throw new ServerMissingException("Redis is needed and was not found; install it, for example with `apt-get install redis-server`.");
        }

        new OwnedFiles(_user).CreateFolder(_folder);
        _lock = SupervisorLock.Take(_folder);
        _password = GeneratedSecret.ReadOrCreate(Path.Combine(_folder, "password"));
        await LeftoverProcesses.EndAsync(_folder, [Program], cancellationToken);
        await Server.StartAsync(cancellationToken);
    }

    Task<ChildCommand> PrepareAsync(CancellationToken cancellationToken)
    {
        // In a file, because a command line can be read by everybody.
        var file = Path.Combine(_folder, "redis.conf");
        new OwnedFiles(_user).Write(file, _options.File(_folder, _password));
        return Task.FromResult(new ChildCommand(Program, [file])
        {
            WorkingDirectory = _folder,
            User = _user,
            ReachableFolder = _folder,
            SignalWhenParentDies = Signal.Kill,
        });
    }

    Task ReadyAsync(ChildProcess server, CancellationToken cancellationToken) => ServerStart.WaitUntilReadyAsync(
        "Redis",
        server,
        _options.Port,
        Encoding.UTF8.GetBytes($"AUTH {_password}\r\n"),
        static answer => answer.AsSpan().StartsWith("+OK"u8),
        _options.StartTimeout,
        cancellationToken);
}
