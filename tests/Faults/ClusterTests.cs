namespace Cartwright.Faults;

/// <summary>A cluster: what its file says, what happens to its processes, how it ends. See also <see cref="StormTests"/>.</summary>
[Collection(nameof(SharedCluster))]
public sealed class ClusterTests(SharedCluster shared, ITestOutputHelper output) : IAsyncLifetime
{
    KillableShop Cluster => shared.Shop;

    public async ValueTask InitializeAsync() => await shared.StartedAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Its_file_names_every_process_and_where_it_listens()
    {
        var state = Cluster.Processes.State!;

        Assert.Equal(["postgres", "rabbitmq", "redis"], state.Servers.Select(s => s.Name).Order());
        Assert.Equal(["carts-1", "catalog-1", "orders-1", "orders-2"], state.Instances.Select(i => i.Name).Where(n => n[0] is 'c' or 'o').Order());
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

    /// <summary><c>./cartwright faults rolling</c> in short: the instances that customers are connected to, and those that follow events.</summary>
    [Fact]
    public Task A_rolling_restart_loses_no_request() => new RollingRestart(Cluster, output.WriteLine).RunAsync(["gateway", "orders"]);

    /// <summary>One test, because a cluster of so many processes starts once for it and not twice.</summary>
    [Fact]
    public async Task Killed_it_leaves_no_process_and_starts_again_and_asked_to_stop_it_leaves_no_file_either()
    {
        var killed = Cluster.Processes.All;
        await Cluster.KillProgramAsync();
        await Cluster.StartAsync();
        Assert.DoesNotContain(killed, process => IsAlive(process.Id));

        var stopped = Cluster.Processes.All;
        Assert.Equal(0, await Cluster.StopAsync());
        Assert.Null(Cluster.Processes.State);
        Assert.DoesNotContain(stopped, process => IsAlive(process.Id));
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
}
