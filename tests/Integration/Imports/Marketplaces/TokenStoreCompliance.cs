using Cartwright.Imports;
using Cartwright.Platform.Clients;
using Cartwright.Platform.Redis;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Imports;

/// <summary>What every store of tokens promises.</summary>
public abstract class TokenStoreCompliance(TestShop shop, bool withRedis) : IAsyncLifetime
{
    const string Market = "market";
    static readonly TimeSpan Long = TimeSpan.FromMinutes(1);
    static readonly TimeSpan Short = TimeSpan.FromMilliseconds(50);

    // Long enough to be seen on a slow machine, and over soon.
    static readonly TimeSpan Passing = TimeSpan.FromSeconds(3);

    ImportWorld _world = null!;
    ITokenStore _store = null!;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    internal ImportWorld World => _world;

    public async ValueTask InitializeAsync()
    {
        _world = await ImportWorld.StartAsync(shop, withRedis);
        _store = await StoreAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Nothing_is_known_of_a_marketplace_at_first() => Assert.Equal(SharedToken.None, await _store.ReadAsync(Market, Cancelled));

    [Fact]
    public async Task Of_many_that_want_to_log_in_one_may()
    {
        var stores = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => StoreAsync()));

        var claims = await Task.WhenAll(stores.Select(store => store.TryClaimAsync(Market, 0, Guid.NewGuid(), Long, Cancelled)));

        Assert.Single(claims, claimed => claimed);
        Assert.True(await _store.TryClaimAsync("another", 0, Guid.NewGuid(), Long, Cancelled));
    }

    [Fact]
    public async Task A_new_token_is_what_everybody_reads_and_only_it_can_be_replaced()
    {
        byte[] box = [0, 1, 2, 255];
        await ReplaceAsync(0, new(1, [9], Long));
        await ReplaceAsync(1, new(2, box, Long));

        var read = await (await StoreAsync()).ReadAsync(Market, Cancelled);

        Assert.Equal(2, read.Version);
        Assert.Equal(box, read.Box);
        Assert.InRange(read.Life, Long - Short, Long + Short);
        Assert.InRange(read.Remaining, Long / 2, Long);
        Assert.Equal(TokenStep.Use, read.Next(0));
        Assert.False(await _store.TryClaimAsync(Market, 1, Guid.NewGuid(), Long, Cancelled));
        Assert.True(await _store.TryClaimAsync(Market, 2, Guid.NewGuid(), Long, Cancelled));
    }

    [Fact]
    public async Task A_token_ends_by_the_clock_of_the_store()
    {
        await ReplaceAsync(0, new(1, [9], Short));

        await UntilAsync(TokenStep.LogIn);
    }

    [Fact]
    public async Task A_claim_is_seen_and_ends_by_itself_and_who_had_it_can_do_no_harm()
    {
        var (dead, heir) = (Guid.NewGuid(), Guid.NewGuid());
        Assert.True(await _store.TryClaimAsync(Market, 0, dead, Passing, Cancelled));
        Assert.Equal(TokenStep.Wait, (await _store.ReadAsync(Market, Cancelled)).Next(0));

        await Eventually.TrueAsync(() => _store.TryClaimAsync(Market, 0, heir, Long, Cancelled), () => "The claim does not end.");

        Assert.False(await _store.ReplaceAsync(Market, dead, new(1, [9], Long), Cancelled));
        Assert.False(await _store.BlockAsync(Market, dead, new(Long, "No.", true, 1), Cancelled));
        await _store.ReleaseAsync(Market, dead, Cancelled);
        Assert.Equal(TokenStep.Wait, (await _store.ReadAsync(Market, Cancelled)).Next(0));
        Assert.True(await _store.ReplaceAsync(Market, heir, new(1, [8], Long), Cancelled));
    }

    [Fact]
    public async Task A_claim_that_is_given_back_is_free()
    {
        var claim = Guid.NewGuid();
        Assert.True(await _store.TryClaimAsync(Market, 0, claim, Long, Cancelled));

        await _store.ReleaseAsync(Market, claim, Cancelled);

        Assert.True(await _store.TryClaimAsync(Market, 0, Guid.NewGuid(), Long, Cancelled));
    }

    [Fact]
    public async Task After_a_failure_nobody_logs_in_until_its_time_is_over_and_a_success_forgets_it()
    {
        await ReplaceAsync(0, new(1, [9], Short));
        var claim = Guid.NewGuid();
        Assert.True(await _store.TryClaimAsync(Market, 1, claim, Long, Cancelled));
        Assert.True(await _store.BlockAsync(Market, claim, new(Passing, "It is closed.", true, 3), Cancelled));

        var blocked = await _store.ReadAsync(Market, Cancelled);
        Assert.Equal(("It is closed.", true, 3), (blocked.BlockedReason, blocked.IsRefused, blocked.Failures));
        Assert.InRange(blocked.BlockedFor, TimeSpan.FromMilliseconds(1), Passing);
        Assert.False(await _store.TryClaimAsync(Market, 1, Guid.NewGuid(), Long, Cancelled));

        await UntilAsync(TokenStep.LogIn);
        await ReplaceAsync(1, new(2, [9], Long));
        var read = await _store.ReadAsync(Market, Cancelled);
        Assert.Equal((TimeSpan.Zero, false, 0), (read.BlockedFor, read.IsRefused, read.Failures));
    }

    [Fact]
    public async Task Who_has_seen_to_it_need_not_wait_for_the_time_to_be_over()
    {
        var claim = Guid.NewGuid();
        Assert.True(await _store.TryClaimAsync(Market, 0, claim, Long, Cancelled));
        Assert.True(await _store.BlockAsync(Market, claim, new(Long, "It is closed.", true, 3), Cancelled));

        await _store.UnblockAsync(Market, Cancelled);

        Assert.Equal(SharedToken.None, await _store.ReadAsync(Market, Cancelled));
        Assert.True(await _store.TryClaimAsync(Market, 0, Guid.NewGuid(), Long, Cancelled));
    }

    internal abstract Task<ITokenStore> StoreAsync();

    Task UntilAsync(TokenStep step) =>
        Eventually.TrueAsync(async () => (await _store.ReadAsync(Market, Cancelled)).Next(0) == step, () => $"It does not come to {step}.");

    internal async Task ReplaceAsync(long replaces, NewToken token)
    {
        var claim = Guid.NewGuid();
        Assert.True(await _store.TryClaimAsync(Market, replaces, claim, Long, Cancelled));
        Assert.True(await _store.ReplaceAsync(Market, claim, token, Cancelled));
    }
}

public sealed class DatabaseTokenStoreTests(TestShop shop) : TokenStoreCompliance(shop, withRedis: false)
{
    internal override Task<ITokenStore> StoreAsync() => World.StoreAsync();
}

public sealed class RedisTokenStoreTests(TestShop shop) : TokenStoreCompliance(shop, withRedis: true)
{
    internal override async Task<ITokenStore> StoreAsync() => new RedisTokenStore(await World.ConnectAsync(), MarketplaceTokens.StoreName);
}

public sealed class LayeredTokenStoreTests(TestShop shop) : TokenStoreCompliance(shop, withRedis: true)
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_redis_loses_the_database_has()
    {
        var store = await StoreAsync();
        await ReplaceAsync(0, new(1, [9], TimeSpan.FromMinutes(1)));

        await World.Redis!.KillAsync();
        Assert.Equal(1, (await store.ReadAsync("market", Cancelled)).Version);
        await ReplaceAsync(1, new(2, [8], TimeSpan.FromMinutes(1)));
        await World.Redis.StartAgainAsync();
        using var connection = await World.Redis.ConnectAsync();
        await Eventually.TrueAsync(() => Task.FromResult(connection.IsAvailable), () => "Redis is not back.");

        var redis = new RedisTokenStore(connection, MarketplaceTokens.StoreName);
        Assert.Equal(2, (await new LayeredTokenStore(redis, new DatabaseTokenStore(World.Database)).ReadAsync("market", Cancelled)).Version);
        Assert.Equal(2, (await redis.ReadAsync("market", Cancelled)).Version);
    }

    [Fact]
    public async Task Redis_that_comes_back_with_something_old_is_set_right_and_lets_nobody_log_in()
    {
        var redis = new RedisTokenStore(await World.ConnectAsync(), MarketplaceTokens.StoreName);
        var database = new DatabaseTokenStore(World.Database);
        await ReplaceAsync(0, new(1, [9], TimeSpan.FromMilliseconds(1)));
        var claim = Guid.NewGuid();
        Assert.True(await database.TryClaimAsync("market", 1, claim, TimeSpan.FromMinutes(1), Cancelled));
        Assert.True(await database.ReplaceAsync("market", claim, new(2, [8], TimeSpan.FromMinutes(1)), Cancelled));

        Assert.False(await (await StoreAsync()).TryClaimAsync("market", 1, Guid.NewGuid(), TimeSpan.FromMinutes(1), Cancelled));

        var read = await redis.ReadAsync("market", Cancelled);
        Assert.Equal((2, TokenStep.Use), (read.Version, read.Next(1)));
    }

    internal override Task<ITokenStore> StoreAsync() => World.StoreAsync();
}
