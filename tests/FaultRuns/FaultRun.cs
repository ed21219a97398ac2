using System.Diagnostics;

namespace Cartwright.Faults;

/// <summary>
/// Customers order from a cluster while its processes are killed, paused and restarted. Afterwards nothing is lost, doubled or oversold: every order that
/// was answered exists once and came to an end, money and goods agree with the orders, and the audit is clean.
/// </summary>
/// <param name="seed">Decides who orders what and what breaks when.</param>
/// <param name="shoppers">How many customers order meanwhile.</param>
/// <param name="log">Receives a line for each fault.</param>
public sealed class FaultRun(int seed, int shoppers, Action<string> log)
{
    /// <summary>The instances of the usual cluster: two of the services that take orders, one of the others.</summary>
    public const string Ordering = "gateway=2,orders=2,inventory=2,payments=2";

    /// <summary>The pace of customers who leave most of a small machine to the processes that start.</summary>
    public static readonly TimeSpan Unhurried = TimeSpan.FromMilliseconds(200);

    // If more services missed a process, a slow machine would do nothing but start them.
    const int CrashesAtOnce = 3;

    static readonly TimeSpan SettleLimit = ProcessFaults.Timeout + TimeSpan.FromMinutes(1);

    /// <summary>The pace of the customers; see <see cref="Shopper.Pace"/>.</summary>
    public TimeSpan Pace { get; init; } = WithRetries.Pause;

    /// <summary>The means of payment; null for those of the simulated provider. See <see cref="Shopper.Tokens"/>.</summary>
    public IReadOnlyList<string>? Tokens { get; init; }

    /// <summary>Random faults.</summary>
    /// <param name="shop">The cluster.</param>
    /// <param name="duration">How long things break.</param>
    /// <exception cref="Xunit.Sdk.XunitException">A promise was broken; the message says which.</exception>
    public async Task StormAsync(KillableShop shop, TimeSpan duration)
    {
        var random = new Random(seed);
        var storm = new Storm(shop.Processes, StormPath.Everything, random, log);
        await WhileOrderingAsync(shop, random, async _ =>
        {
            using var end = new CancellationTokenSource(duration);
            await storm.RageAsync(end.Token);
            log($"The storm is over: {storm.Count} faults. {storm.Summary}");
        });
    }

    /// <summary>Lets customers order while something happens, and checks afterwards that nothing is lost, doubled or oversold.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="happens">What happens meanwhile.</param>
    /// <exception cref="Xunit.Sdk.XunitException">A promise was broken; the message says which.</exception>
    public Task WhileOrderingAsync(ShopUnderFault shop, Func<Task> happens) => WhileOrderingAsync(shop, new(seed), _ => happens());

    /// <summary>Lets customers order while something happens, and checks afterwards that nothing is lost, doubled or oversold.</summary>
    /// <param name="shop">The shop.</param>
    /// <param name="random">Decides who orders what.</param>
    /// <param name="happens">What happens meanwhile, to these customers.</param>
    /// <exception cref="Xunit.Sdk.XunitException">A promise was broken; the message says which.</exception>
    public async Task WhileOrderingAsync(ShopUnderFault shop, Random random, Func<IReadOnlyList<Shopper>, Task> happens)
    {
        log($"Seed {seed}");
        var (products, customers) = await OpenDoorsAsync(shop, random);
        using var packer = new Packer(await shop.AdminAsync(), random.Next());
        using var stop = new CancellationTokenSource();
        var started = Stopwatch.GetTimestamp();
        var shopping = Task.WhenAll([.. customers.Select(s => s.ShopAsync(stop.Token)), packer.PackAsync(stop.Token)]);
        await happens(customers);
        await stop.CancelAsync();
        await shopping.WaitAsync(SettleLimit);
        var ordered = Stopwatch.GetElapsedTime(started);

        await SettleAsync(shop, products, customers);
        log($"{customers.Sum(s => s.Orders.Count)} orders in {ordered.TotalSeconds:0} s by {customers.Count} customers, {customers.Sum(s => s.Repetitions)} requests repeated. "
            + $"{packer.Count.Dispatched} shipments dispatched, {packer.Count.Delivered} delivered, {packer.Count.Returned} returns inspected. 0 lost, 0 duplicated, 0 oversold.");
        customers.ForEach(s => s.Dispose());
    }

    /// <summary>Every step of every service once: the process that reaches it ends there and then.</summary>
    /// <param name="shop">The cluster.</param>
    /// <param name="isShort">Whether to choose a few steps at random, of those that are not reached by the same code in several services.</param>
    /// <exception cref="Xunit.Sdk.XunitException">A promise was broken; the message says which.</exception>
    public async Task StepsAsync(KillableShop shop, bool isShort)
    {
        var steps = isShort ? Steps.Some(new(seed)) : Steps.All;
        await WhileOrderingAsync(shop, () => Parallel.ForEachAsync(
            steps.GroupBy(step => step.Service),
            new ParallelOptions { MaxDegreeOfParallelism = CrashesAtOnce },
            async (service, _) =>
            {
                foreach (var (name, step) in service)
                {
                    await CrashAsync(shop, name, step);
                }
            }));
        log($"{steps.Count} crashes at named steps.");
    }

    async Task CrashAsync(KillableShop shop, string service, Platform.Faults.Step step)
    {
        // With several instances only one may reach the step: whichever does is the one.
        var instances = new List<ClusterProcess>();
        await Tests.Shops.Eventually.TrueAsync(
            () =>
            {
                instances = [.. shop.Processes.All.Where(p => p.Kind == service)];
                return Task.FromResult(instances.Count > 0);
            },
            () => $"There is no instance of {service}.");
        instances.ForEach(instance => File.WriteAllText(shop.CrashFile(instance.Id), step.ToString()));
        await Tests.Shops.Eventually.TrueAsync(
            () => Task.FromResult(instances.Exists(instance => !File.Exists(shop.CrashFile(instance.Id)))),
            () => $"{service} does not reach {step}.",
            ProcessFaults.Timeout);
        // Several can reach it before the order is withdrawn. The next step is for those that run then, so all of them must be back.
        foreach (var crashed in instances.Where(instance => !IsWithdrawn(shop.CrashFile(instance.Id))).ToList())
        {
            await shop.Processes.ReplacedAsync(crashed);
            log($"{crashed.Name} crashed at {step} and is back");
        }
    }

    static bool IsWithdrawn(string crashFile)
    {
        try
        {
            File.Move(crashFile, crashFile + ".withdrawn", overwrite: true);
            return true;
        }
        catch (FileNotFoundException)
        {
            return false;
        }
    }

    async Task<(IReadOnlyList<Product> Products, List<Shopper> Shoppers)> OpenDoorsAsync(ShopUnderFault shop, Random random)
    {
        // Some is plenty, some will be sold out.
        IReadOnlyList<Product> products =
        [
            await shop.ProductAsync(1_000_000), await shop.ProductAsync(1_000_000), await shop.ProductAsync(200), await shop.ProductAsync(50), await shop.ProductAsync(5),
        ];
        var customers = new List<Shopper>();
        for (var i = 0; i < shoppers; i++)
        {
            var (client, itsSeed) = (await shop.CustomerAsync(), random.Next());
            customers.Add(Tokens is null ? new(client, products, itsSeed) { Pace = Pace } : new(client, products, itsSeed) { Pace = Pace, Tokens = Tokens });
        }

        return (products, customers);
    }

    async Task SettleAsync(ShopUnderFault shop, IReadOnlyList<Product> products, List<Shopper> customers)
    {
        await shop.HealthyAsync();
        var (exitCode, report) = await shop.AuditAsync();
        log(report.Trim());
        Assert.True(exitCode == 0, report);
        log($"Deadlocks: {await shop.DeadlocksAsync() ?? "not counted"}");
        await Promises.KeptAsync(customers.SelectMany(s => s.Orders.Select(o => (s, o))));
        await Promises.FulfilledAsync(shop, products, customers);
    }
}
