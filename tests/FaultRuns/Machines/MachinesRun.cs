using System.Diagnostics;

namespace Cartwright.Faults.Machines;

/// <summary>
/// Customers order from a shop over several machines while links are cut and slow and machines lose their power, one after another. Afterwards nothing is
/// lost, doubled or oversold.
/// </summary>
/// <param name="seed">Decides who orders what, and what breaks when.</param>
/// <param name="shoppers">How many customers order meanwhile.</param>
/// <param name="log">Receives a line for each fault.</param>
public sealed class MachinesRun(int seed, int shoppers, Action<string> log)
{
    const int FaultMinMs = 1000;
    const int FaultMaxMs = 20_000;
    const int CalmMinMs = 500;
    const int CalmMaxMs = 5000;
    static readonly TimeSpan ShortFault = TimeSpan.FromSeconds(3);

    readonly FaultRun _run = new(seed, shoppers, log) { Pace = FaultRun.Unhurried };
    readonly Random _random = new(seed);

    /// <summary>Each kind of fault once, in short.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">A promise was broken; the message says which.</exception>
    public Task OnceAsync(MachinesShop shop) => _run.WhileOrderingAsync(shop, async () =>
    {
        await DoAsync(shop, LinkFault.Slow, shop.Network["data"], ShortFault);
        await DoAsync(shop, LinkFault.Cut, shop.Network["right"], ShortFault);
        await DoAsync(shop, LinkFault.Cut, shop.Network["data"], ShortFault);
        await DoAsync(shop, LinkFault.PowerLoss, shop.Network["left"], ShortFault);
    });

    /// <summary>Faults at random, one at a time.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="duration">How long things break.</param>
    /// <exception cref="Xunit.Sdk.XunitException">A promise was broken; the message says which.</exception>
    public Task StormAsync(MachinesShop shop, TimeSpan duration) => _run.WhileOrderingAsync(shop, async () =>
    {
        var started = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(started) < duration)
        {
            var machine = shop.Machines[_random.Next(shop.Machines.Count)];
            await DoAsync(shop, (LinkFault)_random.Next(Enum.GetValues<LinkFault>().Length), machine, TimeSpan.FromMilliseconds(_random.Next(FaultMinMs, FaultMaxMs)));
            await Task.Delay(_random.Next(CalmMinMs, CalmMaxMs));
        }
    });

    async Task DoAsync(MachinesShop shop, LinkFault fault, NetworkMachine machine, TimeSpan duration)
    {
        log($"{fault} of {machine.Name} for {duration.TotalSeconds:0.0} s");
        switch (fault)
        {
            case LinkFault.Cut:
                await shop.Network.CutAsync(machine);
                break;
            case LinkFault.Slow:
                await shop.Network.SlowAsync(machine);
                break;
            case LinkFault.PowerLoss:
                await shop.LosePowerAsync(machine, duration);
                return;
            default:
                throw new UnreachableException();
        }

        await Task.Delay(duration);
        await shop.Network.HealAsync(machine);
    }
}
