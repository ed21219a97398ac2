using System.Diagnostics;

namespace Cartwright.Faults;

/// <summary>Faults at random: which process, what befalls it, and when the next one comes, all from one seed.</summary>
/// <param name="faults">The processes.</param>
/// <param name="random">Decides everything.</param>
/// <param name="log">Told of each fault.</param>
public sealed class Storm(ProcessFaults faults, Random random, Action<string> log)
{
    const int CalmMinMs = 500;
    const int CalmMaxMs = 4000;
    const int PauseMinMs = 500;
    const int PauseMaxMs = 8000;

    readonly Dictionary<(string Kind, Fault Fault), int> _counts = [];

    /// <summary>What has happened, and how often.</summary>
    public string Summary => string.Join(", ", _counts
        .GroupBy(c => c.Key.Fault)
        .OrderBy(g => g.Key)
        .Select(g => $"{g.Key} {g.Sum(c => c.Value)} ({string.Join(' ', g.OrderBy(c => c.Key.Kind, StringComparer.Ordinal).Select(c => $"{c.Key.Kind} {c.Value}"))})"));

    /// <summary>How many faults there were.</summary>
    public int Count => _counts.Values.Sum();

    /// <summary>Rages for so long; the processes that were paused go on when it is over.</summary>
    public async Task RageAsync(TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        var pauses = new List<Task>();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            await Task.Delay(random.Next(CalmMinMs, CalmMaxMs));
            var (fault, isServer, choice, pause) = (Choose(), random.Next(4) == 0, random.Next(), TimeSpan.FromMilliseconds(random.Next(PauseMinMs, PauseMaxMs)));
            var candidates = faults.All.Where(p => p.IsServer == isServer).OrderBy(p => p.Name, StringComparer.Ordinal).ToList();
            if (candidates.Count == 0)
            {
                continue;
            }

            var victim = candidates[choice % candidates.Count];
            // A server that is asked to end waits for its clients, or is taken for ended by its own will: that is an operator's matter.
            fault = isServer && fault == Fault.Stop ? Fault.Kill : fault;
            _counts[(victim.Kind, fault)] = _counts.GetValueOrDefault((victim.Kind, fault)) + 1;
            log($"{Stopwatch.GetElapsedTime(started).TotalSeconds,6:0.0} s  {fault} {victim.Name}{(fault == Fault.Pause ? $" for {pause.TotalSeconds:0.0} s" : "")}");
            pauses.Add(ProcessFaults.DoAsync(victim, fault, pause));
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
