using System.Diagnostics;
using Cartwright.Processes;

namespace Cartwright.Postgres;

/// <summary>
/// The private PostgreSQL of a data folder, supervised by this process: restarted when it exits, and ended with this process even when
/// that is killed.
/// </summary>
internal sealed class EmbeddedPostgres : IAsyncDisposable
{
    static readonly TimeSpan FastShutdownTimeout = TimeSpan.FromSeconds(20);
    static readonly TimeSpan AbortTimeout = TimeSpan.FromSeconds(10);

    readonly EmbeddedPostgresOptions _options;
    readonly ILogger _logger;
    readonly DataDirectory _folder;
    readonly ChildProcessStarter _starter = new();
    readonly DataDirectoryCreation _creation;
    readonly CancellationTokenSource _stopping = new();
    SupervisorLock? _lock;
    SupervisedProcess? _server;
    Task _trimming = Task.CompletedTask;

    EmbeddedPostgres(EmbeddedPostgresOptions options, ILogger logger)
    {
        _options = options;
        _logger = logger;
        _folder = new DataDirectory(options.DataFolder);
        _creation = new DataDirectoryCreation(_folder, ServerUser(_folder, options.UserWhenRoot), _starter);
    }

    /// <summary>How to connect.</summary>
    public PostgresAddress Address => _folder.Address();

    /// <summary>The server's process; changes when the server is started again.</summary>
    public int ProcessId => Server.ProcessId ?? throw new InvalidOperationException("PostgreSQL is not running.");

    /// <summary>The server, for tests that kill or pause it.</summary>
    public SupervisedProcess Server => _server ?? throw new InvalidOperationException("PostgreSQL was not started.");

    /// <summary>Creates the databases when there are none, and starts the server.</summary>
    /// <exception cref="PostgresMissingException">PostgreSQL is not installed.</exception>
    /// <exception cref="DataFolderInUseException">Another process runs the server of this folder.</exception>
    /// <exception cref="PostgresStartException">The server does not start.</exception>
    public static async Task<EmbeddedPostgres> StartAsync(EmbeddedPostgresOptions options, ILogger logger, CancellationToken cancellationToken)
    {
        var postgres = new EmbeddedPostgres(options, logger);
        try
        {
            await postgres.StartAsync(cancellationToken);
            return postgres;
        }
        catch (UnauthorizedAccessException)
        {
            await postgres.StopAsync();
            throw new PostgresStartException(
                $"The data in {postgres._folder.Root} belongs to another user; run the program as that user or choose another data folder.");
        }
        catch
        {
            await postgres.StopAsync();
            throw;
        }
    }

    /// <summary>The address of the server that another process runs for a data folder, or null when none is ready.</summary>
    public static PostgresAddress? TryAttach(string dataFolder)
    {
        var folder = new DataDirectory(dataFolder);
        return PostmasterFile.Read(folder.Databases) is { IsReady: true } server && DataDirectoryProcesses.Owns(server.ProcessId, folder.Databases)
            ? folder.Address()
            : null;
    }

    /// <summary>Creates what is missing of the services' databases and roles.</summary>
    /// <returns>The connection string of each service.</returns>
    public async Task<IReadOnlyDictionary<string, string>> EnsureServiceDatabasesAsync(
        IReadOnlyList<string> services, CancellationToken cancellationToken)
    {
        PostgresAddress address = Address;
        await ServiceDatabases.EnsureAsync(address, services, cancellationToken);
        return services.ToDictionary(service => service, address.Service);
    }

    /// <summary>Ends the server: clients are cut off, what is committed stays.</summary>
    public async Task StopAsync()
    {
        if (_server is not null)
        {
            await _server.DisposeAsync();
            _server = null;
            _creation.RemoveSocketFolder();
        }

        await _stopping.CancelAsync();
        await _trimming.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _starter.Dispose();
        _lock?.Dispose();
        _lock = null;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _stopping.Dispose();
    }

    /// <summary>PostgreSQL refuses to run as root, so root hands it to another user: the one that the databases belong to already.</summary>
    static OperatingSystemUser? ServerUser(DataDirectory folder, string userWhenRoot)
    {
        if (!Environment.IsPrivilegedProcess)
        {
            return null;
        }

        return (Directory.Exists(folder.Databases) ? OperatingSystemUser.Find(Libc.OwnerOf(folder.Databases)) : OperatingSystemUser.Find(userWhenRoot))
            ?? throw new PostgresStartException(
                $"PostgreSQL does not run as root and this machine has no user {userWhenRoot}; run `useradd --system {userWhenRoot}` or start the program as an ordinary user.");
    }

    async Task StartAsync(CancellationToken cancellationToken)
    {
        PostgresBinaries binaries = PostgresBinaries.Find(_folder.Version());
        DataDirectoryCreation.CreateRoot(_folder);
        _lock = SupervisorLock.Take(_folder.Root);
        if (_folder.Version() is null)
        {
            _logger.CreatingPostgres(_folder.Root);
            await _creation.CreateAsync(binaries, cancellationToken);
        }

        await DataDirectoryProcesses.EndAsync(_folder.Databases, cancellationToken);
        string socketFolder = _creation.CreateServerFolders();
        _server = new SupervisedProcess(
            new ProcessPlan("PostgreSQL")
            {
                Prepare = token => PrepareAsync(binaries, socketFolder, token),
                Ready = ReadyAsync,
                StopSequence = [(Signal.Interrupt, FastShutdownTimeout), (Signal.Quit, AbortTimeout)],
                Changed = _options.Changed,
            },
            _starter,
            _logger);
        await _server.StartAsync(cancellationToken);
        _trimming = new ServerLog(_folder.Log).TrimAsync(_stopping.Token);
    }

    async Task<ChildCommand> PrepareAsync(PostgresBinaries binaries, string socketFolder, CancellationToken cancellationToken)
    {
        await DataDirectoryProcesses.EndAsync(_folder.Databases, cancellationToken);
        // No server runs here any more, but the file may hold a process id that is in use again.
        File.Delete(PostmasterFile.PathIn(_folder.Databases));

        string[] arguments =
        [
            "-D", _folder.Databases, "-c", "listen_addresses=", "-c", $"port={PostgresAddress.Port}",
            "-c", $"unix_socket_directories={socketFolder}", "-c", $"log_directory={_folder.Log}",
        ];
        IEnumerable<string> settings = _options.ServerSettings().SelectMany(setting => (string[])["-c", $"{setting.Key}={setting.Value}"]);
        return _creation.Command(binaries.Server, [.. arguments, .. settings], Signal.Interrupt);
    }

    async Task ReadyAsync(ChildProcess server, CancellationToken cancellationToken)
    {
        long started = Stopwatch.GetTimestamp();
        while (PostmasterFile.Read(_folder.Databases) is not { IsReady: true } file || file.ProcessId != server.Id)
        {
            if (server.Exited.IsCompleted)
            {
                await server.CompleteAsync(cancellationToken);
                throw new PostgresStartException($"PostgreSQL did not start (its log is in {_folder.Log}):\n{server.LastOutput}");
            }

            if (Stopwatch.GetElapsedTime(started) > _options.StartTimeout)
            {
                throw new PostgresStartException($"PostgreSQL was not ready after {_options.StartTimeout.TotalSeconds} seconds; its log is in {_folder.Log}.");
            }

            await Task.Delay(5, cancellationToken);
        }
    }
}
