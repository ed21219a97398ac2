using System.Diagnostics;
using System.Globalization;
using System.Net;
using Cartwright.Cluster;
using Cartwright.Processes;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults;

/// <summary>The distributed shape as its users start it: two instances of some services, all of whose processes can be killed.</summary>
public sealed class KillableCluster : IAsyncLifetime
{
    const int KeptLines = 400;

    readonly string _data = Directory.CreateTempSubdirectory("cartwright-faults-").FullName;
    readonly int _port = PortRange.Take(ranges: 2);
    readonly Queue<string> _output = new();
    Process? _program;

    /// <summary>Asks the first gateway.</summary>
    public HttpClient Client { get; private set; } = null!;

    /// <summary>The last lines that its processes wrote.</summary>
    public string Output
    {
        get
        {
            lock (_output)
            {
                return string.Join('\n', _output);
            }
        }
    }

    public async ValueTask InitializeAsync()
    {
        File.SetUnixFileMode(_data, (UnixFileMode)0b111_101_101);
        Client = new() { BaseAddress = new($"http://127.0.0.1:{_port}") };
        await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(Signal.Terminate);
        Client.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    /// <summary>Starts it and waits until everything is ready.</summary>
    public async Task StartAsync()
    {
        _program = Start("cluster", "--no-demo", "--instances", "catalog=2,orders=2,carts=2");
        _program.OutputDataReceived += (_, line) => Keep(line.Data);
        _program.ErrorDataReceived += (_, line) => Keep(line.Data);
        _program.BeginOutputReadLine();
        _program.BeginErrorReadLine();
        await Eventually.TrueAsync(
            async () => _program.HasExited ? throw new InvalidOperationException(Output) : State is not null && (await Client.GetJsonAsync("/health")).Status == HttpStatusCode.OK,
            () => Output);
    }

    /// <summary>Sends the process that looks after all others a signal, and waits for its end.</summary>
    /// <returns>Its exit code.</returns>
    internal async Task<int> StopAsync(Signal signal)
    {
        Libc.Signal(_program!.Id, signal);
        await _program.WaitForExitAsync();
        return _program.ExitCode;
    }

    /// <summary>What the file says that tells other commands of the cluster.</summary>
    internal ClusterFile? State => ClusterFile.Find(_data);

    /// <summary>The process of an instance or a server; null while there is none that is ready.</summary>
    internal int? ProcessId(string name) => Processes(State!).Single(process => process.Name == name).ProcessId;

    /// <summary>All processes.</summary>
    internal static IReadOnlyList<(string Name, int? ProcessId)> Processes(ClusterFile state) =>
        [.. state.Servers.Select(s => (s.Name, s.ProcessId)), .. state.Instances.Select(i => (i.Name, i.ProcessId))];

    /// <summary>Sends a process a signal and waits until another one is there in its place.</summary>
    internal async Task ReplaceAsync(string name, Signal signal)
    {
        var old = ProcessId(name)!.Value;
        Libc.Signal(old, signal);
        await Eventually.TrueAsync(() => Task.FromResult(ProcessId(name) is { } now && now != old), () => $"{name} is not started again:\n{Output}");
    }

    /// <summary>Runs the command <c>audit</c> beside it.</summary>
    public async Task<string> AuditAsync()
    {
        using var audit = Start("audit", "--timeout", "60");
        var output = audit.StandardOutput.ReadToEndAsync();
        var errors = audit.StandardError.ReadToEndAsync();
        await audit.WaitForExitAsync();
        return await output + await errors;
    }

    Process Start(string command, params string[] options)
    {
        // Tests and program are built side by side: artifacts/bin/Faults/release and artifacts/bin/Cartwright/release.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name;
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "Cartwright", configuration, "Cartwright"));
        return Process.Start(new ProcessStartInfo(program, [command, "--data", _data, "--port", _port.ToString(CultureInfo.InvariantCulture), .. options])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
    }

    void Keep(string? line)
    {
        lock (_output)
        {
            _output.Enqueue(line ?? "");
            while (_output.Count > KeptLines)
            {
                _output.Dequeue();
            }
        }
    }
}
