using System.Diagnostics;
using System.Globalization;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults;

/// <summary>What is killed.</summary>
public enum Victim
{
    /// <summary>The program, with all its services.</summary>
    Program,

    /// <summary>PostgreSQL, under the running program.</summary>
    Postgres,

    /// <summary>Both at once.</summary>
    Both,
}

/// <summary>One shop for all kills: each round finds the traces of those before.</summary>
public sealed class SharedShop : IAsyncLifetime
{
    KillableShop? _shop;

    /// <summary>The shop.</summary>
    public KillableShop Shop => _shop!;

    public async ValueTask InitializeAsync() => _shop = await KillableShop.OpenAsync();

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}

/// <summary>
/// SIGKILL at random moments while customers order. A round is short; set <c>CARTWRIGHT_FAULTS_SECONDS</c> to how long the rounds of each victim shall go on,
/// and <c>CARTWRIGHT_FAULTS_SEED</c> to repeat the choices of an earlier run, whose seed is in its output.
/// </summary>
public sealed class KillTests(SharedShop shared, ITestOutputHelper output) : IClassFixture<SharedShop>
{
    const int Kills = 2;
    const int Shoppers = 4;
    const int FirstMomentMs = 100;
    const int LastMomentMs = 1500;

    KillableShop Shop => shared.Shop;

    [Theory]
    [InlineData(Victim.Program)]
    [InlineData(Victim.Postgres)]
    [InlineData(Victim.Both)]
    public async Task No_order_is_lost_doubled_or_oversold_when_it_is_killed_again_and_again(Victim victim)
    {
        var started = Stopwatch.GetTimestamp();
        var duration = TimeSpan.FromSeconds(Number("CARTWRIGHT_FAULTS_SECONDS") ?? 0);
        var seed = Number("CARTWRIGHT_FAULTS_SEED") ?? Random.Shared.Next(1_000_000);
        do
        {
            output.WriteLine($"Seed {seed}");
            await RoundAsync(victim, new Random(seed++));
        }
        while (Stopwatch.GetElapsedTime(started) < duration);
    }

    [Fact]
    public async Task The_audit_of_a_killed_shop_finishes_the_work_it_left_and_finds_nothing_wrong()
    {
        var products = await ProductsAsync();
        using var shopper = new Shopper(await Shop.CustomerAsync(), products, Random.Shared.Next());
        using var stop = new CancellationTokenSource();
        var shopping = shopper.ShopAsync(stop.Token);
        await Eventually.TrueAsync(() => Task.FromResult(shopper.Orders.Count >= 20), () => "Nobody orders.");

        await Shop.KillProgramAsync();
        var (exitCode, report) = await Shop.AuditAsync();

        Assert.True(exitCode == 0, report);
        await Shop.StartAsync();
        await stop.CancelAsync();
        await shopping;
        Assert.Equal(0, (await Shop.AuditAsync()).ExitCode);
        await Promises.FulfilledAsync(Shop, products, [shopper]);
    }

    async Task RoundAsync(Victim victim, Random random)
    {
        var products = await ProductsAsync();
        var shoppers = new List<Shopper>();
        for (var i = 0; i < Shoppers; i++)
        {
            shoppers.Add(new(await Shop.CustomerAsync(), products, random.Next()));
        }

        using var stop = new CancellationTokenSource();
        var shopping = Task.WhenAll(shoppers.Select(s => s.ShopAsync(stop.Token)));
        using var probe = new Shopper(await Shop.CustomerAsync(), [await Shop.ProductAsync(stock: 1000)], random.Next());
        for (var kill = 0; kill < Kills; kill++)
        {
            await Task.Delay(random.Next(FirstMomentMs, LastMomentMs));
            var promised = shoppers.SelectMany(s => s.Orders.TakeLast(20).Select(o => (s, o))).ToList();
            await KillAsync(victim, probe);
            await Promises.KeptAsync(promised);
        }

        await stop.CancelAsync();
        await shopping;
        var (exitCode, report) = await Shop.AuditAsync();
        Assert.True(exitCode == 0, report);
        await Promises.KeptAsync(shoppers.SelectMany(s => s.Orders.Select(o => (s, o))));
        await Promises.FulfilledAsync(Shop, products, shoppers);
        Assert.False(Shop.HasEnded, $"The program ended by itself:\n{Shop.Output}");
        output.WriteLine($"{shoppers.Sum(s => s.Orders.Count)} orders, {shoppers.Sum(s => s.Repetitions)} repeated requests. {report.Trim()}");
        shoppers.ForEach(s => s.Dispose());
    }

    async Task KillAsync(Victim victim, Shopper probe)
    {
        var started = Stopwatch.GetTimestamp();
        var postmaster = victim == Victim.Program ? 0 : Shop.KillPostgres();
        if (victim == Victim.Postgres)
        {
            await Shop.PostgresReplacedAsync(postmaster);
        }
        else
        {
            await Shop.KillProgramAsync();
            await Shop.StartAsync();
        }

        var ready = Stopwatch.GetElapsedTime(started);
        await probe.OrderAndWaitAsync();
        output.WriteLine($"{victim} killed: ready after {ready.TotalSeconds:0.00} s, an order confirmed after {Stopwatch.GetElapsedTime(started).TotalSeconds:0.00} s");
    }

    // Some is plenty, some will be sold out.
    async Task<IReadOnlyList<Product>> ProductsAsync() =>
        [await Shop.ProductAsync(100_000), await Shop.ProductAsync(100_000), await Shop.ProductAsync(60), await Shop.ProductAsync(20), await Shop.ProductAsync(5)];

    static int? Number(string variable) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var number) ? number : null;
}
