using System.Diagnostics;
using System.Globalization;
using System.Net;
using Cartwright.Cluster;
using Cartwright.Commands;
using Cartwright.Postgres;
using Cartwright.Processes;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults;

/// <summary>The built program as a child process, with data of its own, that can be killed and started again on the same data.</summary>
public sealed class KillableShop : IAsyncDisposable
{
    const string AdminEmail = "admin@example.com";
    const string AdminPassword = "an admin's password";
    const string CustomerPassword = "a customer's password";
    const int KeptLines = 2000;
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(10);

    readonly string _data = Path.Combine(Path.GetTempPath(), $"cartwright-faults-{Guid.NewGuid():n}");
    readonly int _port;
    readonly Dictionary<string, string> _settings;
    readonly Queue<string> _output = new();
    readonly string[] _start;
    readonly RoundRobin _gateways;
    readonly HttpClient _anybody;
    Process? _program;

    KillableShop(string[] start, IReadOnlyDictionary<string, string> settings, int gateways, int ranges)
    {
        _start = start;
        _port = PortRange.Take(ranges);
        _gateways = new([.. Enumerable.Range(0, gateways).Select(i => new Uri($"http://127.0.0.1:{_port + (i * ClusterOptions.PortsPerInstance)}"))]);
        Processes = new(_data);
        _settings = new(settings)
        {
            ["CARTWRIGHT_ADMIN_EMAIL"] = AdminEmail,
            ["CARTWRIGHT_ADMIN_PASSWORD"] = AdminPassword,
            ["CARTWRIGHT_Gateway__RateLimit__PerAddress"] = "1000000",
            ["CARTWRIGHT_Gateway__RateLimit__PerUser"] = "1000000",
            // What was under way when the shop was killed is taken up again when its lease ends: the shortest that is allowed.
            ["CARTWRIGHT_Payments__Lease"] = "00:00:06",
            // A process that lives for a minute need not learn what it is used for, nor compile again what it calls a few dozen times: with that, a
            // cluster that has just started compiles all the time. The threshold is hexadecimal.
            ["DOTNET_TieredPGO"] = "0",
            ["DOTNET_TC_CallCountThreshold"] = "400",
            // Every change of stock is published at once, so that a shop comes to rest soon.
            ["CARTWRIGHT_Inventory__ExactEveryRounds"] = "1",
        };
        _anybody = Client(null);
        Directory.CreateDirectory(CrashFolder);
        _settings[Platform.Faults.CrashPoint.Variable] = CrashFolder;
    }

    /// <summary>A client that nobody is signed in with.</summary>
    public HttpClient Anybody => _anybody;

    /// <summary>Its processes, where each service has its own.</summary>
    public ProcessFaults Processes { get; }

    string CrashFolder => _data + "-crash";

    /// <summary>The last lines that the program wrote.</summary>
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

    /// <summary>Whether the program has ended without being told to.</summary>
    public bool HasEnded => _program is { HasExited: true };

    string Databases => new DataDirectory(_data).Databases;

    /// <summary>Starts a new shop in one process.</summary>
    /// <param name="settings">Further settings, as environment variables.</param>
    public static Task<KillableShop> OpenAsync(params (string Name, string Value)[] settings) =>
        OpenAsync(new KillableShop(["run"], settings.ToDictionary(s => s.Name, s => s.Value), gateways: 1, ranges: 1));

    /// <summary>Starts a new shop with a process for each instance of each service.</summary>
    /// <param name="instances">How many instances of which services; empty for one of each.</param>
    /// <param name="settings">Further settings, as environment variables.</param>
    public static Task<KillableShop> OpenClusterAsync(string instances, IReadOnlyDictionary<string, string>? settings = null)
    {
        var counts = InstanceCounts.Parse(instances, port: 0).Counts;
        return OpenAsync(new KillableShop(
            instances.Length == 0 ? ["cluster"] : ["cluster", "--instances", instances], settings ?? new Dictionary<string, string>(),
            gateways: counts.GetValueOrDefault("gateway", 1),
            // The first instances of the services have ports in the first range, the second ones in the next.
            ranges: counts.Values.Append(1).Max()));
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

    /// <summary>Waits until every service says that it is healthy.</summary>
    public async Task HealthyAsync()
    {
        using var timer = new PeriodicTimer(Poll);
        var started = Stopwatch.GetTimestamp();
        while (!await IsHealthyAsync())
        {
            Assert.False(HasEnded, $"The program ended by itself:\n{Output}");
            Assert.True(Stopwatch.GetElapsedTime(started) < ProcessFaults.Timeout, $"The shop is not healthy:\n{Output}");
            await timer.WaitForNextTickAsync();
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
    public async Task<(int ExitCode, string Output)> AuditAsync()
    {
        using var audit = Start("audit", "--timeout", ProcessFaults.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture));
        var output = audit.StandardOutput.ReadToEndAsync();
        var errors = audit.StandardError.ReadToEndAsync();
        await audit.WaitForExitAsync();
        return (audit.ExitCode, await output + await errors);
    }

    /// <summary>The database of a service, for who wants to spoil it.</summary>
    public string Database(string service) => new DataDirectory(_data).Address().Service(service);

    /// <summary>The administrator, signed in.</summary>
    public Task<HttpClient> AdminAsync() => LogInAsync(AdminEmail, AdminPassword);

    /// <summary>A new customer, signed in.</summary>
    public async Task<HttpClient> CustomerAsync()
    {
        var email = "";
        (await WithRetries.AskAsync(() =>
        {
            var name = "c" + Guid.NewGuid().ToString("N")[..12];
            email = $"{name}@example.com";
            return _anybody.PostJsonAsync("/api/auth/register", new { username = name, email, password = CustomerPassword });
        })).Is(HttpStatusCode.Created);
        return await LogInAsync(email, CustomerPassword);
    }

    /// <summary>A new product with one variant and so many units of it.</summary>
    public async Task<Product> ProductAsync(int stock)
    {
        using var admin = await AdminAsync();
        var sku = "";
        await WithRetries.AskAsync(() => admin.PostJsonAsync("/api/products/categories", new { slug = "faults", name = "Faults" }));
        var product = (await WithRetries.AskAsync(() =>
        {
            sku = "F-" + Guid.NewGuid().ToString("N")[..12];
            return admin.PostJsonAsync("/api/products", new { name = sku, description = "", category = "faults", sku, price = 10m, currency = "EUR" });
        })).Is(HttpStatusCode.Created);
        (await WithRetries.AskAsync(() => admin.PutJsonAsync($"/api/inventory/{product.Id}", new { stockLevel = stock, warehouseId = "main" }))).Is(HttpStatusCode.OK);
        return new(product.Id, sku, stock);
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _anybody.Dispose();
        Directory.Delete(_data, recursive: true);
        Directory.Delete(CrashFolder, recursive: true);
    }

    async Task<bool> IsHealthyAsync() => await WithRetries.TryAsync(() => _anybody.GetJsonAsync("/health")) is { Status: HttpStatusCode.OK };

    async Task<HttpClient> LogInAsync(string email, string password)
    {
        var login = (await WithRetries.AskAsync(() => _anybody.PostJsonAsync("/api/auth/login", new { email, password }))).Is(HttpStatusCode.OK);
        return Client(login.Json.GetProperty("accessToken").GetString());
    }

    HttpClient Client(string? token)
    {
        var client = _gateways.Client(token);
        client.Timeout = TimeSpan.FromSeconds(30);
        return client;
    }

    Process Start(string command, params string[] options)
    {
        // From artifacts/bin/FaultRuns/release to artifacts/publish/Cartwright/release. Only what is built for release is published too.
        var configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name;
        var kind = configuration == "release" ? "publish" : "bin";
        var program = Path.GetFullPath(Path.Combine(AppContext.BaseDirectory, "..", "..", "..", kind, "Cartwright", configuration, "Cartwright"));
        var start = new ProcessStartInfo(program, [command, "--data", _data, "--port", _port.ToString(CultureInfo.InvariantCulture), .. options])
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

/// <summary>Something to order.</summary>
/// <param name="Id">The product.</param>
/// <param name="Sku">Its only variant.</param>
/// <param name="Stock">Units that lie in the warehouse.</param>
public sealed record Product(Guid Id, string Sku, int Stock);
