using System.Diagnostics;
using Cartwright.Imports;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Imports;

/// <summary>Ten instances use a marketplace with one token.</summary>
[TakesLong]
public sealed class SharedTokenTests(TestShop shop) : IAsyncLifetime
{
    const int Instances = 10;
    const int CallsPerInstance = 1000;
    const int Workers = 4;

    PlayedMarketplace _market = null!;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _market = await PlayedMarketplace.StartAsync();

    public ValueTask DisposeAsync() => _market.DisposeAsync();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_that_lives_long_is_got_once(bool withRedis)
    {
        await using var world = await ImportWorld.StartAsync(shop, withRedis);

        await CallAsync(await ClientsAsync(world), CallsPerInstance);

        Assert.Equal((1, 0, Instances * CallsPerInstance), (_market.Logins, _market.Refusals, _market.Calls));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_that_is_good_for_some_calls_is_replaced_once_each_time(bool withRedis)
    {
        _market.CallsPerToken = 500;
        await using var world = await ImportWorld.StartAsync(shop, withRedis);

        await CallAsync(await ClientsAsync(world), CallsPerInstance);

        Assert.Equal((Instances * CallsPerInstance / _market.CallsPerToken, Instances * CallsPerInstance), (_market.Logins, _market.Calls));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_token_that_ends_before_its_time_is_replaced_once_each_time(bool withRedis)
    {
        _market.TrueLife = TimeSpan.FromMilliseconds(700);
        await using var world = await ImportWorld.StartAsync(shop, withRedis);

        await CallAsync(await ClientsAsync(world), until: () => _market.Logins == 4);

        // Each of them when the one before had ended.
        Assert.Equal(0, _market.EarlyLogins);
    }

    [Fact]
    public async Task A_token_is_replaced_before_its_end_and_nobody_waits_for_that()
    {
        _market.Life = TimeSpan.FromSeconds(20);
        // What was sent with a good token may arrive after its end.
        _market.TrueLife = TimeSpan.FromMinutes(5);
        var slow = new TaskCompletionSource();
        var loggingIn = new TaskCompletionSource();
        _market.OnLogin = async (_, number) =>
        {
            if (number == 2)
            {
                // The second token outlives the test.
                _market.Life = TimeSpan.FromMinutes(5);
                loggingIn.SetResult();
                await slow.Task;
            }

            return false;
        };
        await using var world = await ImportWorld.StartAsync(shop, withRedis: true);
        var clients = await ClientsAsync(world);

        await CallAsync(clients, until: () => loggingIn.Task.IsCompleted);
        var watch = Stopwatch.StartNew();
        // A call that waited for the login would wait for ever.
        await CallAsync(clients, 1);
        slow.SetResult();
        // Until after the end of the first one.
        await CallAsync(clients, until: () => _market.Tokens.Count() == 2 && watch.Elapsed > TimeSpan.FromSeconds(5));

        Assert.Equal((2, 0, 0), (_market.Logins, _market.EarlyLogins, _market.Refusals));
    }

    [Fact]
    public async Task An_instance_that_dies_while_it_logs_in_is_replaced_when_its_claim_ends()
    {
        await using var world = await ImportWorld.StartAsync(shop, withRedis: true);
        var claimed = TimeSpan.FromSeconds(2);
        Assert.True(await (await world.StoreAsync()).TryClaimAsync("market", 0, Guid.NewGuid(), claimed, Cancelled));
        var watch = Stopwatch.StartNew();

        await CallAsync(await ClientsAsync(world), 1);

        Assert.True(watch.Elapsed >= claimed * 0.9, $"The claim was not respected for longer than {watch.Elapsed}.");
        Assert.Equal(1, _market.Logins);
    }

    [Fact]
    public async Task Redis_that_dies_in_the_middle_costs_no_login()
    {
        _market.CallsPerToken = 500;
        await using var world = await ImportWorld.StartAsync(shop, withRedis: true);
        var clients = await ClientsAsync(world);
        var calling = CallAsync(clients, CallsPerInstance);
        await Eventually.TrueAsync(() => Task.FromResult(_market.Calls > 2000), () => "Nothing goes on.");

        await world.Redis!.KillAsync();
        await Eventually.TrueAsync(() => Task.FromResult(_market.Calls > 5000), () => "Nothing goes on without Redis.");
        await world.Redis.StartAgainAsync();
        await calling;

        Assert.Equal((Instances * CallsPerInstance / _market.CallsPerToken, Instances * CallsPerInstance), (_market.Logins, _market.Calls));
    }

    [Fact]
    public async Task A_login_that_fails_passingly_is_tried_again_by_one_instance_after_a_pause()
    {
        _market.OnLogin = (context, number) => number <= 2 ? PlayedMarketplace.RefuseAsync(context, 500) : Task.FromResult(false);
        await using var world = await ImportWorld.StartAsync(shop);
        var watch = Stopwatch.StartNew();

        await CallAsync(await ClientsAsync(world), 1);

        Assert.Equal(3, _market.Logins);
        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(2.9), $"It was tried again after {watch.Elapsed} in all.");
    }

    [Fact]
    public async Task A_marketplace_that_asks_to_be_left_alone_is_left_alone_by_all_instances()
    {
        _market.OnLogin = (context, _) => PlayedMarketplace.RefuseAsync(context, 429, "120");
        await using var world = await ImportWorld.StartAsync(shop);

        foreach (var client in await ClientsAsync(world))
        {
            var error = await Assert.ThrowsAsync<MarketplaceUnavailableException>(() => ReadAsync(client));
            Assert.InRange(error.RetryAfter, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(120));
        }

        Assert.Equal(1, _market.Logins);
    }

    [Fact]
    public async Task Credentials_that_are_refused_are_not_tried_by_every_instance()
    {
        await using var world = await ImportWorld.StartAsync(shop);

        foreach (var client in await ClientsAsync(world, options => options.Password = "wrong"))
        {
            await Assert.ThrowsAsync<MarketplaceRefusedException>(() => ReadAsync(client));
        }

        Assert.Equal(1, _market.Logins);
    }

    [Fact]
    public async Task A_marketplace_that_refuses_its_own_tokens_is_not_asked_for_ever_more()
    {
        _market.OnCall = (context, _) => PlayedMarketplace.RefuseAsync(context, 401);
        await using var world = await ImportWorld.StartAsync(shop);

        foreach (var client in await ClientsAsync(world))
        {
            await Assert.ThrowsAsync<MarketplaceRefusedException>(() => ReadAsync(client));
        }

        Assert.Equal(2, _market.Logins);
    }

    [Fact]
    public async Task A_token_of_another_account_is_not_used()
    {
        await using var world = await ImportWorld.StartAsync(shop);
        await ReadAsync(await world.ClientAsync(_market));
        _market.OnLogin = (context, _) => PlayedMarketplace.RefuseAsync(context, 403);

        var other = await world.ClientAsync(_market, options => options.Username = "another");

        await Assert.ThrowsAsync<MarketplaceRefusedException>(() => ReadAsync(other));
        Assert.Equal((2, 1), (_market.Logins, _market.Calls));
    }

    async Task<MarketplaceClient[]> ClientsAsync(ImportWorld world, Action<MarketplaceOptions>? configure = null) =>
        await Task.WhenAll(Enumerable.Range(0, Instances).Select(_ => world.ClientAsync(_market, configure)));

    static Task<long[]> ReadAsync(MarketplaceClient client) => client.ReadOrdersAsync(0, 9, ImportWorld.ReadAsync, Cancelled);

    static Task CallAsync(IReadOnlyList<MarketplaceClient> clients, int callsEach)
    {
        var left = clients.ToDictionary(client => client, _ => callsEach);
        return CallAsync(clients, client =>
        {
            lock (left)
            {
                return left[client]-- > 0;
            }
        });
    }

    static Task CallAsync(IReadOnlyList<MarketplaceClient> clients, Func<bool> until) => CallAsync(clients, _ => !until());

    static Task CallAsync(IReadOnlyList<MarketplaceClient> clients, Func<MarketplaceClient, bool> goOn) =>
        Task.WhenAll(clients.SelectMany(client => Enumerable.Range(0, Workers).Select(_ => Task.Run(async () =>
        {
            while (goOn(client))
            {
                Assert.Equal(10, (await ReadAsync(client)).Length);
            }
        }))));
}
