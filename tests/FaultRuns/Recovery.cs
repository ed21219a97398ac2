using System.Diagnostics;

namespace Cartwright.Faults;

/// <summary>How long customers notice: measured, not asserted.</summary>
/// <param name="log">Told the figures.</param>
public sealed class Recovery(Action<string> log)
{
    const int Rounds = 3;
    const int OrdersPerSecond = 20;
    static readonly TimeSpan DrainLimit = TimeSpan.FromMinutes(10);

    /// <summary>
    /// Kills one process after the other and measures until the next order that is placed is confirmed: with one instance of each service, and for the
    /// services of which there are two.
    /// </summary>
    /// <param name="instances">How many instances of which services.</param>
    public async Task AfterKillsAsync(string instances)
    {
        await using var shop = await KillableShop.OpenClusterAsync(instances);
        using var probe = new Shopper(await shop.CustomerAsync(), [await shop.ProductAsync(stock: 100_000)], seed: 1);
        await OrdersAsync(probe, TimeSpan.FromSeconds(5));
        // An order needs neither of the others, and a second instance fares as the first.
        var victims = shop.Processes.All.Where(p => p.Kind is not ("storefront" or "notifications" or "carts") && !p.Name.EndsWith("-2", StringComparison.Ordinal));
        foreach (var name in victims.Select(p => p.Name))
        {
            var times = new List<double>();
            for (var round = 0; round < Rounds; round++)
            {
                var victim = shop.Processes.All.Single(p => p.Name == name);
                var started = Stopwatch.GetTimestamp();
                await ProcessFaults.DoAsync(victim, Fault.Kill, default);
                await probe.OrderAndWaitAsync();
                times.Add(Stopwatch.GetElapsedTime(started).TotalSeconds);
                await shop.Processes.ReplacedAsync(victim);
                await shop.HealthyAsync();
                await OrdersAsync(probe, TimeSpan.FromSeconds(2));
            }

            log($"{name} killed: an order placed at once is confirmed after {string.Join(", ", times.Select(t => $"{t:0.00} s"))}");
        }

        var (exitCode, report) = await shop.AuditAsync();
        Assert.True(exitCode == 0, report);
        log(report.Trim());
    }

    /// <summary>Stops RabbitMQ for a while in which customers go on ordering, and measures until every order is confirmed after it is back.</summary>
    /// <param name="duration">How long it is away.</param>
    public async Task AfterOutageAsync(TimeSpan duration)
    {
        await using var shop = await KillableShop.OpenClusterAsync("");
        using var probe = new Shopper(await shop.CustomerAsync(), [await shop.ProductAsync(stock: 1_000_000)], seed: 1);
        await OrdersAsync(probe, TimeSpan.FromSeconds(5));

        var broker = shop.Processes.All.Single(p => p.Name == "rabbitmq");
        var outage = ProcessFaults.DoAsync(broker, Fault.Pause, duration);
        var placed = await OrdersAsync(probe, duration);
        await outage;
        var started = Stopwatch.GetTimestamp();
        log($"RabbitMQ stood still for {duration.TotalSeconds:0} s, in which {placed.Count} orders were accepted.");
        await probe.OrderAndWaitAsync();
        log($"A new order is confirmed {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s after it goes on.");
        foreach (var id in placed)
        {
            await probe.UntilConfirmedAsync(id, DrainLimit);
        }

        log($"All orders are confirmed {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s after it goes on.");
        var (exitCode, report) = await shop.AuditAsync();
        Assert.True(exitCode == 0, report);
        log(report.Trim());
    }

    static async Task<List<Guid>> OrdersAsync(Shopper shopper, TimeSpan duration)
    {
        var placed = new List<Guid>();
        using var pace = new PeriodicTimer(TimeSpan.FromSeconds(1.0 / OrdersPerSecond));
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < duration;)
        {
            await pace.WaitForNextTickAsync();
            placed.Add(await shopper.OrderOneAsync());
        }

        return placed;
    }
}
