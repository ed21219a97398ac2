using System.Collections.Concurrent;
using System.Net;
using Cartwright.Processes;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults;

public sealed class ClusterTests(KillableCluster cluster) : IClassFixture<KillableCluster>
{
    const int Clients = 4;

    [Fact]
    public void Its_file_names_every_process_and_where_it_listens()
    {
        var state = cluster.State!;

        Assert.Equal(["postgres", "rabbitmq", "redis"], state.Servers.Select(s => s.Name).Order());
        Assert.Equal(["carts-1", "carts-2", "catalog-1", "catalog-2", "orders-1", "orders-2"], state.Instances.Select(i => i.Name).Where(n => n[0] is 'c' or 'o').Order());
        Assert.Equal(state.Instances.Count, state.Instances.Select(i => i.Address).Distinct().Count());
        Assert.All(KillableCluster.Processes(state), process => Assert.True(IsAlive(process.ProcessId!.Value), process.Name));
    }

    [Fact]
    public void Passwords_are_in_nobody_s_sight()
    {
        var commands = KillableCluster.Processes(cluster.State!).Select(process => File.ReadAllText($"/proc/{process.ProcessId}/cmdline"));
        var rabbitMq = new Uri(cluster.State!.RabbitMqUrl!).UserInfo.Split(':')[1];
        var redis = cluster.State!.RedisAddress!.Split("password=")[1];

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
        await cluster.ReplaceAsync(victim, Signal.Kill);

        await Eventually.TrueAsync(async () => await IsHealthyAsync(), () => cluster.Output);
    }

    [Fact]
    public async Task The_books_can_be_audited_while_it_runs()
    {
        var output = await cluster.AuditAsync();

        Assert.EndsWith("clean", output.TrimEnd(), StringComparison.Ordinal);
        Assert.DoesNotContain("NOT clean", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rolling_restart_loses_no_request()
    {
        using var enough = new CancellationTokenSource();
        var failures = new ConcurrentBag<string>();
        var customers = Enumerable.Range(0, Clients).Select(_ => ShopAsync(failures, enough.Token)).ToList();

        foreach (var instance in (string[])["orders-1", "orders-2", "catalog-1", "catalog-2", "carts-1", "carts-2"])
        {
            await cluster.ReplaceAsync(instance, Signal.Terminate);
        }

        await enough.CancelAsync();
        var answers = (await Task.WhenAll(customers)).Sum();
        Assert.Empty(failures);
        Assert.True(answers > 6 * Clients, $"{answers} answers only");
    }

    [Fact]
    public async Task When_it_is_killed_nothing_is_left_and_it_starts_again_at_once()
    {
        var processes = KillableCluster.Processes(cluster.State!);

        await cluster.StopAsync(Signal.Kill);

        await cluster.StartAsync();
        Assert.DoesNotContain(processes, process => IsAlive(process.ProcessId!.Value));
    }

    [Fact]
    public async Task When_it_is_asked_to_stop_it_does_and_takes_its_file_away()
    {
        var processes = KillableCluster.Processes(cluster.State!);

        Assert.Equal(0, await cluster.StopAsync(Signal.Terminate));

        Assert.Null(cluster.State);
        Assert.DoesNotContain(processes, process => IsAlive(process.ProcessId!.Value));
        await cluster.StartAsync();
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

    async Task<bool> IsHealthyAsync()
    {
        try
        {
            return (await cluster.Client.GetJsonAsync("/health")).Status == HttpStatusCode.OK;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    // What a customer looks at: the gateway asks orders, which asks the catalog, or it asks carts.
    async Task<int> ShopAsync(ConcurrentBag<string> failures, CancellationToken enough)
    {
        var answers = 0;
        while (!enough.IsCancellationRequested)
        {
            var answer = answers++ % 2 == 0
                ? await cluster.Client.PostJsonAsync("/api/orders/quote", new { items = new[] { new { sku = "none", quantity = 1 } } })
                : await cluster.Client.GetJsonAsync("/api/cart");
            if (answer.Status != HttpStatusCode.OK)
            {
                failures.Add($"{(int)answer.Status} {answer.Body}");
            }
        }

        return answers;
    }
}
