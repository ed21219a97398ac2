using System.Collections.Concurrent;
using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults;

/// <summary>One cluster, two instances of every service, for all its tests: each finds the traces of those before.</summary>
public sealed class SharedCluster : IAsyncLifetime
{
    KillableShop? _shop;

    /// <summary>The cluster.</summary>
    public KillableShop Shop => _shop!;

    public async ValueTask InitializeAsync() => _shop = await KillableShop.OpenClusterAsync(string.Join(',', ServiceRegistry.All.Select(s => $"{s.Name}=2")));

    public ValueTask DisposeAsync() => Shop.DisposeAsync();
}

public sealed class ClusterTests(SharedCluster shared) : IClassFixture<SharedCluster>
{
    const int Clients = 4;

    // As many as the machine starts without being busy with nothing else: who has to wait for too long has lost a request, too.
    const int AtOnce = 2;

    // Somebody asks at any moment, and the processes that start have something of the machine, too.
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    KillableShop Cluster => shared.Shop;

    [Fact]
    public void Its_file_names_every_process_and_where_it_listens()
    {
        var state = Cluster.Processes.State!;

        Assert.Equal(["postgres", "rabbitmq", "redis"], state.Servers.Select(s => s.Name).Order());
        Assert.Equal(["carts-1", "carts-2", "catalog-1", "catalog-2", "orders-1", "orders-2"], state.Instances.Select(i => i.Name).Where(n => n[0] is 'c' or 'o').Order());
        Assert.Equal(state.Instances.Count, state.Instances.Select(i => i.Address).Distinct().Count());
        Assert.All(Cluster.Processes.All, process => Assert.True(IsAlive(process.Id), process.Name));
    }

    [Fact]
    public void Passwords_are_in_nobody_s_sight()
    {
        var commands = Cluster.Processes.All.Select(process => File.ReadAllText($"/proc/{process.Id}/cmdline"));
        var rabbitMq = new Uri(Cluster.Processes.State!.RabbitMqUrl!).UserInfo.Split(':')[1];
        var redis = Cluster.Processes.State!.RedisAddress!.Split("password=")[1];

        Assert.All(commands, command => Assert.False(command.Contains(rabbitMq, StringComparison.Ordinal) || command.Contains(redis, StringComparison.Ordinal), command));
    }

    [Theory]
    [InlineData("orders-2")]
    [InlineData("gateway-1")]
    [InlineData("redis")]
    [InlineData("rabbitmq")]
    [InlineData("postgres")]
    public async Task Whatever_is_killed_comes_back(string victim)
    {
        await Cluster.Processes.ReplaceAsync(victim, Fault.Kill);

        await Cluster.HealthyAsync();
    }

    [Fact]
    public async Task The_books_can_be_audited_while_it_runs()
    {
        var (exitCode, output) = await Cluster.AuditAsync();

        Assert.Equal(0, exitCode);
        Assert.EndsWith("clean", output.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("NOT clean", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rolling_restart_of_all_services_loses_no_request()
    {
        var product = await Cluster.ProductAsync(stock: 1_000_000);
        using var enough = new CancellationTokenSource();
        var failures = new ConcurrentBag<string>();
        var customers = new List<Task<int>>();
        for (var i = 0; i < Clients; i++)
        {
            customers.Add(ShopAsync(await Cluster.CustomerAsync(), product, failures, enough.Token));
        }

        // Of every service an instance is there at any time.
        foreach (var half in (string[])["-1", "-2"])
        {
            var instances = Cluster.Processes.All.Where(p => p.Name.EndsWith(half, StringComparison.Ordinal)).ToList();
            Assert.Equal(ServiceRegistry.All.Count, instances.Count);
            await Parallel.ForEachAsync(
                instances, new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (instance, _) => await Cluster.Processes.ReplaceAsync(instance.Name, Fault.Stop));
        }

        await enough.CancelAsync();
        var answers = (await Task.WhenAll(customers)).Sum();
        Assert.Empty(failures);
        Assert.True(answers > 10 * Clients, $"{answers} answers only");
        var (exitCode, report) = await Cluster.AuditAsync();
        Assert.True(exitCode == 0, report);
    }

    [Fact]
    public async Task When_it_is_killed_nothing_is_left_and_it_starts_again_at_once()
    {
        var processes = Cluster.Processes.All;

        await Cluster.KillProgramAsync();

        await Cluster.StartAsync();
        Assert.DoesNotContain(processes, process => IsAlive(process.Id));
    }

    [Fact]
    public async Task When_it_is_asked_to_stop_it_does_and_takes_its_file_away()
    {
        var processes = Cluster.Processes.All;

        Assert.Equal(0, await Cluster.StopAsync());

        Assert.Null(Cluster.Processes.State);
        Assert.DoesNotContain(processes, process => IsAlive(process.Id));
        await Cluster.StartAsync();
    }

    // A process that has ended and that nobody has asked about yet has a folder, but no command any more.
    static bool IsAlive(int processId)
    {
        try
        {
            return File.ReadAllText($"/proc/{processId}/cmdline").Length > 0;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // What customers do: they look, fill their cart and order, through both gateways and every service behind them.
    static async Task<int> ShopAsync(HttpClient customer, Product product, ConcurrentBag<string> failures, CancellationToken enough)
    {
        using var _ = customer;
        using var pace = new PeriodicTimer(Pause);
        var answers = 0;
        while (!enough.IsCancellationRequested)
        {
            await pace.WaitForNextTickAsync(CancellationToken.None);
            try
            {
                var answer = (answers++ % 6) switch
                {
                    0 => await customer.GetJsonAsync($"/api/products/search?q={Guid.NewGuid()}"),
                    1 => await customer.PostJsonAsync("/api/cart/items", new { sku = product.Sku, quantity = 1 }),
                    2 => await customer.PostJsonAsync("/api/orders", OneOf(product), Guid.NewGuid().ToString()),
                    3 => await customer.GetJsonAsync("/api/notifications"),
                    4 => await customer.GetJsonAsync("/api/profile"),
                    _ => await customer.GetJsonAsync("/"),
                };
                if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.Created))
                {
                    failures.Add($"{answer.Response.RequestMessage?.RequestUri} {(int)answer.Status} {answer.Body}");
                }
            }
            catch (HttpRequestException lost)
            {
                failures.Add(lost.ToString());
            }
        }

        return answers;
    }

    static object OneOf(Product product) => new
    {
        items = new[] { new { sku = product.Sku, quantity = 1 } },
        shippingAddress = new { street = "Main Street 1", city = "Berlin", state = "", zipCode = "10115", country = "DE" },
        payment = new { method = "card", token = "tok_ok" },
    };
}
