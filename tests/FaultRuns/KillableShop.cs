using System.Diagnostics;
using System.Globalization;
using Cartwright.Cluster;
using Cartwright.Commands;
using Cartwright.Postgres;
using Cartwright.Processes;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Faults;

/// <summary>The built program as a child process, with data of its own, that can be killed and started again on the same data.</summary>
public sealed class KillableShop : ShopUnderFault, IAsyncDisposable
{
    readonly string _data = Path.Combine(Path.GetTempPath(), $"cartwright-faults-{Guid.NewGuid():n}");
    readonly int _port;
    readonly Dictionary<string, string> _settings;
    readonly string[] _start;
    Process? _program;

    KillableShop(string[] start, IReadOnlyDictionary<string, string> settings, int port, int gateways)
        : base(new([.. Enumerable.Range(0, gateways).Select(i => new Uri($"http://127.0.0.1:{port + (i * ClusterOptions.PortsPerInstance)}"))]))
    {
        _start = start;
        _port = port;
        Processes = new(_data);
        _settings = new(CommonSettings) { [Platform.Faults.CrashPoint.Variable] = CrashFolder };
        foreach (var (name, value) in settings)
        {
            _settings[name] = value;
        }

        Directory.CreateDirectory(CrashFolder);
    }

    /// <summary>Its processes, where each service has its own.</summary>
    public ProcessFaults Processes { get; }

    /// <summary>Whether the program was started and neither killed nor stopped since.</summary>
    public bool IsStarted => _program is not null;

    string CrashFolder => _data + "-crash";

    /// <summary>Whether the program has ended without being told to.</summary>
    public override bool HasEnded => _program is { HasExited: true };

    string Databases => new DataDirectory(_data).Databases;

    /// <summary>Starts a new shop in one process.</summary>
    /// <param name="settings">Further settings, as environment variables.</param>
    public static Task<KillableShop> OpenAsync(params (string Name, string Value)[] settings) =>
        OpenAsync(new KillableShop(["run"], settings.ToDictionary(s => s.Name, s => s.Value), PortRange.Take(), gateways: 1));

    /// <summary>Starts a new shop with a process for each instance of each service.</summary>
    /// <param name="instances">How many instances of which services; empty for one of each.</param>
    /// <param name="settings">Further settings, as environment variables.</param>
    public static Task<KillableShop> OpenClusterAsync(string instances, IReadOnlyDictionary<string, string>? settings = null) =>
        OpenClusterAsync(instances, _ => settings ?? new Dictionary<string, string>());

    /// <summary>Starts a new shop with a process for each instance of each service.</summary>
    /// <param name="instances">How many instances of which services; empty for one of each.</param>
    /// <param name="settings">Further settings, as environment variables, of a cluster whose first gateway has this port.</param>
    public static Task<KillableShop> OpenClusterAsync(string instances, Func<int, IReadOnlyDictionary<string, string>> settings)
    {
        var counts = InstanceCounts.Parse(instances, port: 0).Counts;
        // The first instances of the services have ports in the first range, the second ones in the next.
        var port = PortRange.Take(counts.Values.Append(1).Max());
        return OpenAsync(new KillableShop(
            instances.Length == 0 ? ["cluster"] : ["cluster", "--instances", instances], settings(port), port, gateways: counts.GetValueOrDefault("gateway", 1)));
    }

    static async Task<KillableShop> OpenAsync(KillableShop shop)
    {
        await shop.StartAsync();
        return shop;
    }

    /// <summary>The file that tells a process at which step to end.</summary>
    public string CrashFile(int processId) => Path.Combine(CrashFolder, processId.ToString(CultureInfo.InvariantCulture));

    /// <summary>Starts the program and waits until every service is healthy.</summary>
    public async Task StartAsync()
    {
        _program = Start(_start[0], ["--no-demo", .. _start[1..]]);
        await HealthyAsync();
        if (_start[0] == "cluster")
        {
            await Eventually.TrueAsync(() => Task.FromResult(Processes.State is not null), () => $"Not every instance is ready:\n{Output}", ProcessFaults.Timeout);
        }
    }

    /// <summary>Ends the program at once, as the kernel does when memory runs out; it learns nothing of it.</summary>
    public async Task KillProgramAsync()
    {
        Libc.Signal(_program!.Id, Signal.Kill);
        await _program.WaitForExitAsync();
        _program.Dispose();
        _program = null;
    }

    /// <summary>Ends PostgreSQL's first process at once.</summary>
    /// <returns>Its number.</returns>
    public int KillPostgres()
    {
        var postmaster = PostmasterFile.Read(Databases)!.ProcessId;
        Libc.Signal(postmaster, Signal.Kill);
        return postmaster;
    }

    /// <summary>Waits until the program has started another PostgreSQL in place of one that was killed.</summary>
    public Task PostgresReplacedAsync(int killed) => Eventually.TrueAsync(
        () => Task.FromResult(PostmasterFile.Read(Databases) is { IsReady: true } server && server.ProcessId != killed),
        () => $"PostgreSQL is not started again:\n{Output}",
        ProcessFaults.Timeout);

    /// <summary>Asks the program to end, and waits for it.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        if (_program is null)
        {
            return 0;
        }

        Libc.Signal(_program.Id, Signal.Terminate);
        using var limit = new CancellationTokenSource(ProcessFaults.Timeout);
        await _program.WaitForExitAsync(limit.Token);
        var exitCode = _program.ExitCode;
        _program.Dispose();
        _program = null;
        return exitCode;
    }

    /// <summary>Runs the command <c>audit</c> on the data, whether the shop runs or not.</summary>
    public override async Task<(int ExitCode, string Output)> AuditAsync()
    {
        using var audit = Start("audit", "--timeout", ProcessFaults.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        var output = audit.StandardOutput.ReadToEndAsync();
        var errors = audit.StandardError.ReadToEndAsync();
        await audit.WaitForExitAsync();
        return (audit.ExitCode, await output + await errors);
    }

    /// <inheritdoc/>
    /// <remarks>Since PostgreSQL started: it counts from zero after a crash.</remarks>
    public override async Task<string?> DeadlocksAsync()
    {
        await using var connection = new NpgsqlConnection(Database("orders"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select string_agg(format('%s: %s', datname, deadlocks), ', ') from pg_stat_database where deadlocks > 0", connection);
        return await command.ExecuteScalarAsync() as string ?? "none";
    }

    /// <summary>How to connect to the database of a service. Connections are not pooled: the server may be killed between two of them.</summary>
    public string Database(string service) => new NpgsqlConnectionStringBuilder(new DataDirectory(_data).Address().Service(service)) { Pooling = false }.ConnectionString;

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Anybody.Dispose();
        Directory.Delete(_data, recursive: true);
        Directory.Delete(CrashFolder, recursive: true);
    }

    Process Start(string command, params string[] options)
    {
        var start = new ProcessStartInfo(Program, [command, "--data", _data, "--port", _port.ToString(CultureInfo.InvariantCulture), .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in _settings)
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        if (command == _start[0])
        {
            process.OutputDataReceived += (_, line) => Keep(line.Data);
            process.ErrorDataReceived += (_, line) => Keep(line.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
        }

        return process;
    }
}
