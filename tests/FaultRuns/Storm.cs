using System.Diagnostics;

namespace Cartwright.Faults;

/// <summary>Whom a storm befalls.</summary>
/// <param name="Often">Processes that it befalls for the most part.</param>
/// <param name="Seldom">Processes that it befalls now and then.</param>
/// <param name="SeldomOneIn">How many faults there are for one of those.</param>
public sealed record StormPath(Func<ClusterProcess, bool> Often, Func<ClusterProcess, bool> Seldom, int SeldomOneIn)
{
    /// <summary>All services, and now and then a server.</summary>
    public static StormPath Everything { get; } = new(process => !process.IsServer, process => process.IsServer, SeldomOneIn: 4);
}

/// <summary>
/// Faults at random: which process, what befalls it, and when the next one comes, all from one seed; no faster than the machine brings processes back.
/// </summary>
/// <param name="faults">The processes.</param>
/// <param name="path">Whom it befalls.</param>
/// <param name="random">Decides everything.</param>
/// <param name="log">Told of each fault.</param>
public sealed class Storm(ProcessFaults faults, StormPath path, Random random, Action<string> log)
{
    const int CalmMinMs = 500;
    const int CalmMaxMs = 4000;
    const int PauseMinMs = 500;
    const int PauseMaxMs = 8000;

    // If more were down at once, a slow machine would do nothing but start processes that are ended as soon as they are there.
    const int DownMax = 3;

    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(100);

    readonly Dictionary<(string Kind, Fault Fault), int> _counts = [];

    /// <summary>What has happened, and how often.</summary>
    public string Summary => string.Join(", ", _counts
        .GroupBy(c => c.Key.Fault)
        .OrderBy(g => g.Key)
        .Select(g => $"{g.Key} {g.Sum(c => c.Value)} ({string.Join(' ', g.OrderBy(c => c.Key.Kind, StringComparer.Ordinal).Select(c => $"{c.Key.Kind} {c.Value}"))})"));

    /// <summary>How many faults there were.</summary>
    public int Count => _counts.Values.Sum();

    /// <summary>Rages until it is told to end; the processes that were paused go on when it is over.</summary>
    public async Task RageAsync(CancellationToken end)
    {
        var started = Stopwatch.GetTimestamp();
        var all = faults.All.Count;
        var pauses = new List<Task>();
        while (true)
        {
            await Task.Delay(random.Next(CalmMinMs, CalmMaxMs), end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            while (!end.IsCancellationRequested && all - faults.All.Count >= DownMax)
            {
                await Task.Delay(Poll, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }

            if (end.IsCancellationRequested)
            {
                break;
            }

            var (fault, isSeldom, choice, pause) =
                (Choose(), random.Next(path.SeldomOneIn) == 0, random.Next(), TimeSpan.FromMilliseconds(random.Next(PauseMinMs, PauseMaxMs)));
            var candidates = faults.All.Where(isSeldom ? path.Seldom : path.Often).OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
            if (candidates.Count == 0)
            {
                continue;
            }

            var victim = candidates[choice % candidates.Count];
            // A server that is asked to end waits for its clients, or is taken for ended by its own will: that is an operator's matter.
            fault = victim.IsServer && fault == Fault.Stop ? Fault.Kill : fault;
            _counts[(victim.Kind, fault)] = _counts.GetValueOrDefault((victim.Kind, fault)) + 1;
            log($"{Stopwatch.GetElapsedTime(started).TotalSeconds,6:0.0} s  {fault} {victim.Name}{(fault == Fault.Pause ? $" for {pause.TotalSeconds:0.0} s" : "")}");
            pauses.Add(ProcessFaults.DoAsync(victim, fault, pause, end));
        }

        await Task.WhenAll(pauses);
    }

    Fault Choose() => random.Next(10) switch
    {
        < 6 => Fault.Kill,
        < 8 => Fault.Pause,
        _ => Fault.Stop,
    };
}
