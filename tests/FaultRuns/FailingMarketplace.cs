using System.Globalization;
using System.Text.Json;

namespace Cartwright.Faults;

/// <summary>
/// A simulated marketplace that fails in every way that real ones do, for as long as the cluster runs: its faults are settings, so that a simulator that
/// was killed comes back with the same ones. 5 % of the pages fail, 0.1 % of the rows are malformed, 5 % come twice, and tokens end by time and by use.
/// </summary>
/// <param name="orders">How many orders it has, from 1 on.</param>
/// <param name="seed">Decides what they are and which requests fail.</param>
public sealed class FailingMarketplace(long orders, int seed)
{
    /// <summary>Its name in the shop, and of the account there.</summary>
    public const string Name = "storm";

    const string Password = "a marketplace's password";

    /// <summary>How many orders it has, from 1 on.</summary>
    public long Orders => orders;

    /// <summary>What they are drawn from.</summary>
    public int Seed => seed;

    /// <summary>The settings of the cluster, as environment variables.</summary>
    public IReadOnlyDictionary<string, string> Settings => Simulated.Select(s => ($"Simulators__Marketplace__Accounts__{Name}__{s.Key}", s.Value))
        .Concat(Imported.Select(s => ($"Imports__Marketplaces__{Name}__{s.Key}", s.Value)))
        .ToDictionary(s => "CARTWRIGHT_" + s.Item1, s => s.Value);

    Dictionary<string, string> Simulated => new()
    {
        ["Password"] = Password,
        ["Seed"] = Text(seed),
        ["FaultSeed"] = Text(seed),
        ["Orders"] = Text(orders),
        ["LatencyMedianMs"] = "20",
        ["LatencyP99Ms"] = "200",
        ["Errors"] = "0.015",
        ["TooManyRequests"] = "0.01",
        ["Drops"] = "0.015",
        ["Garbage"] = "0.01",
        ["Malformed"] = "0.001",
        ["Duplicates"] = "0.05",
        ["TokenLifetimeSeconds"] = "20",
        ["TokenCalls"] = "150",
    };

    // The pace makes an import of a million last as long as a storm needs to get at everything.
    static Dictionary<string, string> Imported => new()
    {
        ["Username"] = Name,
        ["Password"] = Password,
        ["ChunkSize"] = "1000",
        ["Parallelism"] = "4",
        ["RequestsPerSecond"] = "25",
    };

    /// <summary>
    /// Counts what the marketplace sees until told to end. It forgets when it is killed: its lives are added up, as far as they were seen.
    /// </summary>
    /// <returns>How many lives there were, and in all of them the logins, requests and refusals of tokens that had ended.</returns>
    public static async Task<(int Lives, long Logins, long Requests, long Ended)> CountAsync(ProcessFaults processes, CancellationToken end)
    {
        using var client = new HttpClient { Timeout = TimeSpan.FromSeconds(2) };
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(200));
        var lives = new Dictionary<int, JsonElement>();
        while (!end.IsCancellationRequested)
        {
            if (processes.State?.Instances.FirstOrDefault(i => i.Service == "simulators") is { ProcessId: { } process } simulators)
            {
                try
                {
                    lives[process] = JsonSerializer.Deserialize<JsonElement>(await client.GetStringAsync(new Uri(simulators.Address, $"/admin/marketplaces/{Name}/counts"), end));
                }
                catch (Exception unanswered) when (unanswered is HttpRequestException or TaskCanceledException)
                {
                    // It was killed or stands still.
                }
            }

            await pace.WaitForNextTickAsync(CancellationToken.None);
        }

        return (lives.Count, Sum("logins"), Sum("requests"), Sum("unauthorized"));

        long Sum(string count) => lives.Values.Sum(life => life.GetProperty(count).GetInt64());
    }

    static string Text(long value) => value.ToString(CultureInfo.InvariantCulture);
}
