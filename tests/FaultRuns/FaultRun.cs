using System.Diagnostics;

namespace Cartwright.Faults;

/// <summary>What a fault run is to do.</summary>
/// <param name="Seed">Decides who orders what and what breaks when.</param>
/// <param name="Duration">How long things break.</param>
/// <param name="Shoppers">How many customers order meanwhile.</param>
/// <param name="Instances">How many instances of which services, as <c>--instances</c> takes it; empty for one of each.</param>
public sealed record FaultRunOptions(int Seed, TimeSpan Duration, int Shoppers, string Instances);

/// <summary>
/// Customers order from a cluster while its processes are killed, paused and restarted. Afterwards nothing is lost, doubled or oversold: every order that
/// was answered exists once and came to an end, money and goods agree with the orders, and the audit is clean.
/// </summary>
/// <param name="options">What to do.</param>
/// <param name="log">Told what happens.</param>
public sealed class FaultRun(FaultRunOptions options, Action<string> log)
{
    static readonly TimeSpan SettleLimit = ProcessFaults.Timeout + TimeSpan.FromMinutes(1);

    /// <summary>Random faults.</summary>
    /// <exception cref="Xunit.Sdk.XunitException">A promise was broken; the message says which.</exception>
    public async Task StormAsync()
    {
        log($"Seed {options.Seed}");
        var random = new Random(options.Seed);
        await using var shop = await KillableShop.OpenClusterAsync(options.Instances);
        var (products, shoppers) = await OpenDoorsAsync(shop, random);
        var storm = new Storm(shop.Processes, StormPath.Everything, random, log);

        using var stop = new CancellationTokenSource();
        var started = Stopwatch.GetTimestamp();
        var shopping = Task.WhenAll(shoppers.Select(s => s.ShopAsync(stop.Token)));
        using (var end = new CancellationTokenSource(options.Duration))
        {
            await storm.RageAsync(end.Token);
        }

        await stop.CancelAsync();
        log($"The storm is over: {storm.Count} faults. {storm.Summary}");
        await shopping.WaitAsync(SettleLimit);
        var ordered = Stopwatch.GetElapsedTime(started);

        await SettleAsync(shop, products, shoppers);
        log($"{shoppers.Sum(s => s.Orders.Count)} orders in {ordered.TotalSeconds:0} s by {shoppers.Count} customers, {shoppers.Sum(s => s.Repetitions)} requests repeated. "
            + "0 lost, 0 duplicated, 0 oversold.");
        shoppers.ForEach(s => s.Dispose());
    }

    /// <summary>Every step of every service once: the process that reaches it ends there and then.</summary>
    /// <param name="isShort">Whether to leave out what is reached by the same code in several services.</param>
    /// <exception cref="Xunit.Sdk.XunitException">A promise was broken; the message says which.</exception>
    public async Task StepsAsync(bool isShort)
    {
        log($"Seed {options.Seed}");
        await using var shop = await KillableShop.OpenClusterAsync(options.Instances);
        var (products, shoppers) = await OpenDoorsAsync(shop, new Random(options.Seed));
        using var stop = new CancellationTokenSource();
        var shopping = Task.WhenAll(shoppers.Select(s => s.ShopAsync(stop.Token)));
        var crashes = 0;
        foreach (var (service, step) in isShort ? Steps.Essential : Steps.All)
        {
            await CrashAsync(shop, service, step);
            crashes++;
        }

        await stop.CancelAsync();
        await shopping.WaitAsync(SettleLimit);
        await SettleAsync(shop, products, shoppers);
        log($"{crashes} crashes at named steps, {shoppers.Sum(s => s.Orders.Count)} orders. 0 lost, 0 duplicated, 0 oversold.");
        shoppers.ForEach(s => s.Dispose());
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
        ClusterProcess? crashed = null;
        await Tests.Shops.Eventually.TrueAsync(
            () =>
            {
                crashed = instances.Find(instance => !File.Exists(shop.CrashFile(instance.Id)));
                return Task.FromResult(crashed is not null);
            },
            () => $"{service} does not reach {step}.",
            ProcessFaults.Timeout);
        instances.ForEach(instance => File.Delete(shop.CrashFile(instance.Id)));
        await shop.Processes.ReplacedAsync(crashed!);
        log($"{crashed!.Name} crashed at {step} and is back");
    }

    async Task<(IReadOnlyList<Product> Products, List<Shopper> Shoppers)> OpenDoorsAsync(KillableShop shop, Random random)
    {
        // Some is plenty, some will be sold out.
        IReadOnlyList<Product> products =
        [
            await shop.ProductAsync(1_000_000), await shop.ProductAsync(1_000_000), await shop.ProductAsync(200), await shop.ProductAsync(50), await shop.ProductAsync(5),
        ];
        var shoppers = new List<Shopper>();
        for (var i = 0; i < options.Shoppers; i++)
        {
            shoppers.Add(new(await shop.CustomerAsync(), products, random.Next()));
        }

        return (products, shoppers);
    }

    async Task SettleAsync(KillableShop shop, IReadOnlyList<Product> products, List<Shopper> shoppers)
    {
        await shop.HealthyAsync();
        var (exitCode, report) = await shop.AuditAsync();
        log(report.Trim());
        Assert.True(exitCode == 0, report);
        await Promises.KeptAsync(shoppers.SelectMany(s => s.Orders.Select(o => (s, o))));
        await Promises.FulfilledAsync(shop, products, shoppers);
    }
}
