using System.Net;
using System.Text.Json;

namespace Cartwright.Bench;

/// <summary>The simulators alone, with two marketplaces: one that answers at once and one that takes its time.</summary>
internal sealed class PrivateSimulators : IAsyncDisposable
{
    /// <summary>The account of the marketplace that answers at once.</summary>
    public const string Quick = "quick";

    /// <summary>The account of the marketplace that takes <see cref="Latency"/> for each request.</summary>
    public const string Slow = "slow";

    /// <summary>How many orders each has.</summary>
    public const int Orders = 1_000_000;

    /// <summary>How long the slow one takes.</summary>
    public static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);

    const string Password = "bench-marketplace";
    const int PortOffset = 90;
    static readonly TimeSpan StartTimeout = TimeSpan.FromMinutes(1);

    readonly ChildProcess _process;

    PrivateSimulators(ChildProcess process, IPEndPoint address) => (_process, Address) = (process, address);

    /// <summary>Where they listen.</summary>
    public IPEndPoint Address { get; }

    /// <summary>The process that runs them.</summary>
    public int Pid => _process.Pid;

    /// <summary>Starts them.</summary>
    /// <param name="program">The program that runs them.</param>
    /// <param name="folder">Holds their data and log; must exist.</param>
    /// <param name="cancellationToken">Cancels the measurement.</param>
    public static async Task<PrivateSimulators> StartAsync(string program, DirectoryInfo folder, CancellationToken cancellationToken)
    {
        var port = FreePorts.FindBase(PortOffset);
        var environment = new Dictionary<string, string>
        {
            [Setting(Quick, "Password")] = Password,
            [Setting(Quick, "Orders")] = $"{Orders}",
            [Setting(Slow, "Password")] = Password,
            [Setting(Slow, "Orders")] = $"{Orders}",
            [Setting(Slow, "LatencyMedianMs")] = $"{(int)Latency.TotalMilliseconds}",
        };
        var process = ChildProcess.Start(
            program, ["run", "--services", "simulators", "--data", Path.Combine(folder.FullName, "data"), "--port", $"{port}"],
            environment, Path.Combine(folder.FullName, "simulators.log"));
        try
        {
            var simulators = new PrivateSimulators(process, new(IPAddress.Loopback, port + PortOffset));
            await process.WaitUntilReadyAsync(new($"http://{simulators.Address}/health/ready"), StartTimeout, cancellationToken);
            return simulators;
        }
        catch
        {
            await process.DisposeAsync();
            throw;
        }
    }

    /// <summary>A token of an account.</summary>
    public async Task<string> LogInAsync(string account, CancellationToken cancellationToken)
    {
        using var client = new HttpClient();
        using var answer = await client.PostAsJsonAsync(new Uri($"http://{Address}/auth"), new { username = account, password = Password }, cancellationToken);
        var body = await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return body.GetProperty("token").GetString()!;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _process.DisposeAsync();

    static string Setting(string account, string name) => $"CARTWRIGHT_Simulators__Marketplace__Accounts__{account}__{name}";
}
