using System.Diagnostics;
using System.Globalization;
using Cartwright.Postgres;
using Cartwright.Processes;
using Microsoft.Extensions.Logging;

namespace Cartwright.Faults.Machines;

/// <summary>
/// A shop over four machines: <c>data</c> has the servers, <c>front</c> gateway and storefront, <c>left</c> and <c>right</c> all other services.
/// <c>right</c> listens on IPv6, the others on IPv4. Connections to PostgreSQL, RabbitMQ and Redis use TLS, with certificates that are verified.
/// </summary>
public sealed class MachinesShop : ShopUnderFault, IAsyncDisposable
{
    const int Port = 8000;
    static readonly TimeSpan DrainTime = TimeSpan.FromMilliseconds(300);
    static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(30);
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    static readonly IReadOnlyList<string> Front = ["gateway", "storefront"];
    static readonly IReadOnlyList<string> Inner = [.. ServiceRegistry.All.Select(service => service.Name).Except(Front)];

    readonly string _folder = Path.Combine(Path.GetTempPath(), $"cartwright-machines-{Guid.NewGuid():n}");
    readonly string _secret = Guid.NewGuid().ToString("N");
    readonly Certificates _certificates;
    readonly ChildProcessStarter _starter = new();
    readonly ILoggerFactory _loggers;
    readonly HttpClient _health = new() { Timeout = TimeSpan.FromSeconds(2) };
    readonly Dictionary<string, SupervisedProcess> _processes = [];

    MachinesShop(Network network)
        : base(new([new($"http://{network["front"].IPv4}:{Port}")]))
    {
        Network = network;
        Directory.CreateDirectory(_folder);
        _certificates = new(Directory.CreateDirectory(Path.Combine(_folder, "certificates")).FullName);
        _loggers = LoggerFactory.Create(logging => logging.AddProvider(new KeptMessages(Keep)));
    }

    /// <summary>Its network.</summary>
    public Network Network { get; }

    /// <summary>The machines that take part in serving customers, the servers' included.</summary>
    public IReadOnlyList<NetworkMachine> Machines => [Network["front"], Network["left"], Network["right"], Data];

    NetworkMachine Data => Network["data"];

    string DataFolder => Path.Combine(_folder, "data");

    /// <summary>Starts a new shop.</summary>
    public static async Task<MachinesShop> OpenAsync()
    {
        var shop = new MachinesShop(await Network.CreateAsync("data", "front", "left", "right"));
        try
        {
            await shop.StartAsync();
            return shop;
        }
        catch
        {
            await shop.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// A machine loses its power: its link is dead, so that no other machine sees its connections end, and its processes are gone. After a while it starts again.
    /// </summary>
    /// <param name="machine">The machine.</param>
    /// <param name="outage">How long it is off.</param>
    public async Task LosePowerAsync(NetworkMachine machine, TimeSpan outage)
    {
        await Network.CutAsync(machine);
        await _processes[machine.Name].KillAndHoldAsync();
        await Task.Delay(outage);
        await Network.HealAsync(machine);
        await _processes[machine.Name].StartAgainAsync(CancellationToken.None);
    }

    /// <summary>The connection string of a service's database, as every machine may use it.</summary>
    public string Database(string service) => new Npgsql.NpgsqlConnectionStringBuilder(new DataDirectory(DataFolder).Address().Service(service))
    {
        Host = Data.IPv4,
        SslMode = Npgsql.SslMode.VerifyFull,
    }.ConnectionString;

    /// <summary>Runs the command <c>audit</c> on another machine than the databases'.</summary>
    public override async Task<(int ExitCode, string Output)> AuditAsync()
    {
        string[] arguments = ["audit", "--data", Path.Combine(_folder, "none"), "--timeout", ProcessFaults.Timeout.TotalSeconds.ToString(CultureInfo.InvariantCulture)];
        var start = new ProcessStartInfo(Program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in Databases())
        {
            start.Environment[name] = value;
        }

        start.Environment["SSL_CERT_DIR"] = _certificates.Trusted;
        using var audit = Process.Start(start)!;
        var output = audit.StandardOutput.ReadToEndAsync();
        var errors = audit.StandardError.ReadToEndAsync();
        await audit.WaitForExitAsync();
        return (audit.ExitCode, await output + await errors);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var machine in (string[])["front", "left", "right", "data"])
        {
            if (_processes.Remove(machine, out var process))
            {
                await process.DisposeAsync();
            }
        }

        _starter.Dispose();
        _health.Dispose();
        _loggers.Dispose();
        Anybody.Dispose();
        Network.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    async Task StartAsync()
    {
        Directory.CreateDirectory(DataFolder);
        _certificates.Create([Data.IPv4, Data.IPv6], ["postgres", "rabbitmq", "redis"]);
        await StartAsync(new(Data.Name)
        {
            Prepare = _ =>
            {
                File.Delete(Servers.ReadyFile(DataFolder));
                return Task.FromResult(Command(Data, Built("FaultRuns", isPublished: false), ["servers", "--data", DataFolder], Servers.Settings(Data, _certificates)));
            },
            Ready = (process, cancellationToken) => ReadyAsync(Data.Name, process, () => Task.FromResult(File.Exists(Servers.ReadyFile(DataFolder))), cancellationToken),
            StopSequence = [(Signal.Terminate, StopTimeout)],
        });
        await Task.WhenAll(StartAsync(Network["left"], Inner), StartAsync(Network["right"], Inner), StartAsync(Network["front"], Front));
        await HealthyAsync();
    }

    Task StartAsync(NetworkMachine machine, IReadOnlyList<string> services) => StartAsync(new(machine.Name)
    {
        Prepare = _ => Task.FromResult(Command(
            machine,
            Program,
            ["run", "--no-demo", "--services", string.Join(',', services), "--data", Path.Combine(_folder, machine.Name), "--port", Number(Port)],
            Settings(machine))),
        Ready = (process, cancellationToken) => ReadyAsync(machine.Name, process, () => IsReadyAsync(new(Address(machine, services[0]), "/health/ready")), cancellationToken),
        StopSequence = [(Signal.Terminate, DrainTime), (Signal.Terminate, StopTimeout)],
        StableAfter = TimeSpan.FromSeconds(10),
    });

    Task StartAsync(ProcessPlan plan)
    {
        var process = new SupervisedProcess(plan, _starter, _loggers.CreateLogger(plan.Name));
        lock (_processes)
        {
            _processes[plan.Name] = process;
        }

        return process.StartAsync(CancellationToken.None);
    }

    ChildCommand Command(NetworkMachine machine, string program, string[] arguments, IReadOnlyDictionary<string, string> settings) =>
        new("ip", ["netns", "exec", machine.Namespace, program, .. arguments])
        {
            WorkingDirectory = _folder,
            SignalWhenParentDies = Signal.Kill,
            Variables = settings,
            OnLine = line => Keep($"{machine.Name,-6} {line}"),
        };

    Dictionary<string, string> Settings(NetworkMachine machine)
    {
        var settings = new Dictionary<string, string>(CommonSettings.Concat(Databases()))
        {
            ["CARTWRIGHT_Secret"] = _secret,
            ["CARTWRIGHT_Listen__Address"] = AddressOf(machine),
            ["CARTWRIGHT_RabbitMq__Url"] = Servers.RabbitMqUrl(DataFolder, Data),
            ["CARTWRIGHT_Redis__Address"] = Servers.RedisAddress(DataFolder, Data),
            ["SSL_CERT_DIR"] = _certificates.Trusted,
        };
        foreach (var service in Inner)
        {
            settings[$"CARTWRIGHT_Services__{service}"] = $"{Address(Network["left"], service)},{Address(Network["right"], service)}";
        }

        foreach (var service in Front)
        {
            settings[$"CARTWRIGHT_Services__{service}"] = Address(Network["front"], service).ToString();
        }

        return settings;
    }

    Dictionary<string, string> Databases() => ServiceRegistry.All
        .Where(service => service.HasDatabase)
        .ToDictionary(service => $"CARTWRIGHT_Databases__{service.Name}", service => Database(service.Name));

    static Uri Address(NetworkMachine machine, string service) =>
        new UriBuilder(Uri.UriSchemeHttp, AddressOf(machine), Port + ServiceRegistry.All.Single(entry => entry.Name == service).PortOffset).Uri;

    static string AddressOf(NetworkMachine machine) => machine.Name == "right" ? machine.IPv6 : machine.IPv4;

    async Task ReadyAsync(string machine, ChildProcess process, Func<Task<bool>> isReady, CancellationToken cancellationToken)
    {
        using var poll = new PeriodicTimer(Poll);
        var started = Stopwatch.GetTimestamp();
        while (!await isReady())
        {
            Assert.False(process.Exited.IsCompleted, $"What runs on {machine} ended while it started:\n{Output}");
            Assert.True(Stopwatch.GetElapsedTime(started) < ProcessFaults.Timeout, $"What runs on {machine} is not ready:\n{Output}");
            await poll.WaitForNextTickAsync(cancellationToken);
        }
    }

    async Task<bool> IsReadyAsync(Uri address)
    {
        try
        {
            using var answer = await _health.GetAsync(address);
            return answer.IsSuccessStatusCode;
        }
        catch (Exception error) when (error is HttpRequestException or TaskCanceledException)
        {
            return false;
        }
    }

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
