using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Text.Json;

namespace Cartwright.Bench;

/// <summary>A shop of our own: temporary data, free ports, the demo catalog, and no limits on what one address may ask for.</summary>
internal sealed class PrivateShop : IAsyncDisposable
{
    static readonly TimeSpan SeedTimeout = TimeSpan.FromMinutes(3);

    /// <summary>The administrator that the shop is given at its first start.</summary>
    public const string AdministratorEmail = "admin@bench.example";

    // Gateway, the services above it, and the simulators, as `cartwright run --port` places them.
    static readonly int[] PortOffsets = [.. Enumerable.Range(0, 21), .. Enumerable.Range(90, 10)];
    static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(3);

    readonly string _program;
    readonly DirectoryInfo _folder;
    readonly Dictionary<string, string> _environment;
    readonly string _command;
    ChildProcess? _process;

    PrivateShop(string program, DirectoryInfo folder, Dictionary<string, string> environment, string command) =>
        (_program, _folder, _environment, _command) = (program, folder, environment, command);

    /// <summary>The administrator's password.</summary>
    public string AdministratorPassword => _environment["CARTWRIGHT_ADMIN_PASSWORD"];

    /// <summary>The gateway.</summary>
    public IPEndPoint Gateway { get; } = new(IPAddress.Loopback, FreePorts.FindBase(PortOffsets));

    /// <summary>The process that runs all services.</summary>
    public int Pid => _process?.Pid ?? throw new InvalidOperationException("The shop is not running.");

    /// <summary>The process of an instance, where each is one.</summary>
    /// <param name="instance">For example <c>orders-2</c>.</param>
    public int PidOf(string instance)
    {
        using var file = JsonDocument.Parse(File.ReadAllText(Path.Combine(DataFolder, "cluster.json")));
        return file.RootElement.GetProperty("instances").EnumerateArray().Single(i => i.GetProperty("name").GetString() == instance).GetProperty("processId").GetInt32();
    }

    /// <summary>Where the shop keeps its data.</summary>
    public string DataFolder => Path.Combine(_folder.FullName, "data");

    /// <summary>Waits until the demo catalog is complete, which the program notes in a file.</summary>
    public async Task WaitUntilFilledAsync(CancellationToken cancellationToken)
    {
        using var timeout = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        timeout.CancelAfter(SeedTimeout);
        while (!File.Exists(Path.Combine(DataFolder, "demo-loaded"))) await Task.Delay(TimeSpan.FromMilliseconds(50), timeout.Token);
    }

    /// <summary>Reads the demo catalog once it is complete.</summary>
    public async Task<DemoCatalog> ReadCatalogAsync(ShopApi api, CancellationToken cancellationToken)
    {
        await WaitUntilFilledAsync(cancellationToken);
        return await DemoCatalog.ReadAsync(api, cancellationToken);
    }

    /// <summary>Prepares a shop that is started later.</summary>
    /// <param name="program">The program that runs it.</param>
    /// <param name="folder">Holds its data and log; must exist.</param>
    /// <param name="isCluster">Whether each service is a process of its own.</param>
    /// <param name="settings">Further settings, as environment variables.</param>
    public static PrivateShop Prepare(string program, DirectoryInfo folder, bool isCluster = false, IReadOnlyDictionary<string, string>? settings = null)
    {
        if (!File.Exists(program)) throw new ShopFailedException($"{program} does not exist. Build it with: dotnet build src/Cartwright -c Release");
        const string noLimit = "1000000";
        var environment = new Dictionary<string, string>
        {
            ["CARTWRIGHT_ADMIN_EMAIL"] = AdministratorEmail,
            ["CARTWRIGHT_ADMIN_PASSWORD"] = Convert.ToHexString(RandomNumberGenerator.GetBytes(16)),
            ["CARTWRIGHT_Gateway__RateLimit__PerAddress"] = noLimit,
            ["CARTWRIGHT_Accounts__RegistrationsPerAddress"] = noLimit,
            ["CARTWRIGHT_Gateway__RateLimit__PerUser"] = noLimit,
            // So that the moment at which an order was confirmed is known without asking the shop.
            ["CARTWRIGHT_Postgres__Settings__track_commit_timestamp"] = "on",
        };
        // A server does not start with a library that is not installed.
        if (StatementStatistics.AreInstalled) environment["CARTWRIGHT_Postgres__Settings__shared_preload_libraries"] = StatementStatistics.Library;
        foreach (var (variable, value) in settings ?? new Dictionary<string, string>()) environment[variable] = value;
        return new(program, folder, environment, isCluster ? "cluster" : "run");
    }

    /// <summary>Starts the shop.</summary>
    /// <returns>The time until the gateway reported that all services are healthy.</returns>
    public async Task<TimeSpan> StartAsync(CancellationToken cancellationToken)
    {
        var start = Stopwatch.GetTimestamp();
        _process = ChildProcess.Start(
            _program, [_command, "--data", DataFolder, "--port", $"{Gateway.Port}"], _environment, Path.Combine(_folder.FullName, "shop.log"));
        await _process.WaitUntilReadyAsync(new($"http://{Gateway}/health"), StartTimeout, cancellationToken);
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Stops the shop; its data remains.</summary>
    public async Task StopAsync()
    {
        if (_process is null) return;
        await _process.DisposeAsync();
        _process = null;
    }

    /// <summary>Connects to the PostgreSQL that the shop runs in its data folder.</summary>
    public Task<PostgresServer> ConnectToPostgresAsync(CancellationToken cancellationToken)
    {
        var folder = Path.Combine(DataFolder, "postgres");
        // The socket lies elsewhere when the path of the data folder is too long for one.
        var elsewhere = Path.Combine(folder, "socket-folder");
        var settings = new Npgsql.NpgsqlConnectionStringBuilder
        {
            Host = File.Exists(elsewhere) ? File.ReadAllText(elsewhere).Trim() : Path.Combine(folder, "socket"),
            Username = "cartwright",
            Password = File.ReadAllText(Path.Combine(folder, "password")).Trim(),
        };
        return PostgresServer.ConnectAsync(settings.ConnectionString, cancellationToken);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();
}
