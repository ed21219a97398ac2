using System.Diagnostics;
using System.Globalization;
using System.Text;
using Cartwright.Platform.Caching;
using Cartwright.Platform.Redis;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Redis;

public sealed class SharedCacheTests : IAsyncLifetime
{
    static readonly CacheCodec<string> Text = new(Encoding.UTF8.GetBytes, (bytes, _) => Encoding.UTF8.GetString(bytes));

    readonly List<RedisConnection> _connections = [];
    readonly List<CoalescingCache<string>> _caches = [];
    PrivateRedis _redis = null!;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _redis = await PrivateRedis.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _caches.ForEach(c => c.Dispose());
        _connections.ForEach(c => c.Dispose());
        await _redis.DisposeAsync();
    }

    [Fact]
    public async Task What_one_instance_loaded_the_others_need_not_load()
    {
        var (one, other) = (await InstanceAsync(), await InstanceAsync());

        await ShareAsync(one, other, "lamp", "loaded", "lamps");
    }

    [Fact]
    public async Task Instances_that_miss_at_once_do_not_all_load()
    {
        var instances = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => InstanceAsync()));
        await Task.WhenAll(instances.Select(TakeNoteOfTimeAsync));
        var loads = 0;
        var gate = new TaskCompletionSource();
        async Task<Cacheable<string>> LoadAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref loads);
            await gate.Task;
            return new("value", 5, ["tag"]);
        }

        var waiting = instances.Select(i => i.GetAsync("key", LoadAsync, Cancelled).AsTask()).ToList();
        gate.SetResult();
        var values = await Task.WhenAll(waiting);

        Assert.All(values, value => Assert.Equal("value", value));
        // One, unless the machine is so busy that waiting for it takes too long.
        Assert.InRange(loads, 1, 3);
    }

    [Fact]
    public async Task An_instance_that_dies_while_it_loads_holds_up_the_others_for_a_moment_only()
    {
        var (dead, other) = (await InstanceAsync(limits: new() { LoadTimeout = TimeSpan.FromMinutes(5) }), await InstanceAsync());
        await TakeNoteOfTimeAsync(other);
        var asked = new TaskCompletionSource();
        var dying = dead.GetAsync("key", async _ =>
        {
            asked.SetResult();
            return await new TaskCompletionSource<Cacheable<string>>().Task;
        }, Cancelled).AsTask();
        await asked.Task;

        // A load of the other that waited for the dead one would end at its own limit, long before.
        Assert.Equal("value", await GetAsync(other, "key", "value"));

        Assert.False(dying.IsCompleted);
    }

    [Fact]
    public async Task A_failure_lets_another_instance_load_at_once()
    {
        var (one, other) = (await InstanceAsync(), await InstanceAsync());
        await Assert.ThrowsAsync<InvalidOperationException>(() => one.GetAsync("key", _ => throw new InvalidOperationException("No."), Cancelled).AsTask());

        await ShareAsync(other, one, "key", "value");
    }

    [Fact]
    public async Task A_purge_holds_for_all_instances()
    {
        var (one, other) = (await InstanceAsync(), await InstanceAsync());
        await GetAsync(one, "lamp", "old", "lamps");
        await GetAsync(other, "lamp", "old", "lamps");
        await GetAsync(other, "shoe", "old", "shoes");

        one.Purge("lamps");

        Assert.Equal("new", await GetAsync(one, "lamp", "new", "lamps"));
        await Eventually.TrueAsync(() => Task.FromResult(!other.TryGet("lamp", out var value) || value == "new"), () => "The other instance keeps what was purged.");
        Assert.Equal("new", await GetAsync(other, "lamp", "new", "lamps"));
        Assert.True(other.TryGet("shoe", out _));
    }

    [Fact]
    public async Task A_load_that_a_purge_of_another_instance_overtakes_is_not_shared()
    {
        var (one, other, third) = (await InstanceAsync(), await InstanceAsync(), await InstanceAsync());
        await TakeNoteOfTimeAsync(third);
        var (began, gate) = (new TaskCompletionSource(), new TaskCompletionSource());
        var early = one.GetAsync("lamp", async _ =>
        {
            began.SetResult();
            await gate.Task;
            return new("old", 3, ["lamps"]);
        }, Cancelled).AsTask();
        await began.Task;

        other.Purge("lamps");
        await UntilConfirmedAsync(other);
        gate.SetResult();
        await early;

        Assert.Equal("new", await GetAsync(third, "lamp", "new", "lamps"));
    }

    [Fact]
    public async Task Nobody_who_purged_reads_older_than_that()
    {
        // A source whose version rises; each instance purges after a rise of its own and must then never read what was before it.
        var instances = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => InstanceAsync()));
        var version = 0;
        await Task.WhenAll(instances.Select(instance => Task.Run(async () =>
        {
            for (var i = 0; i < 500; i++)
            {
                var atLeast = Interlocked.Increment(ref version);
                instance.Purge("tag");
                var seen = await instance.GetAsync(
                    "key",
                    async _ =>
                    {
                        var read = Volatile.Read(ref version);
                        await Task.Yield();
                        return new(read.ToString(CultureInfo.InvariantCulture), 8, ["tag"]);
                    },
                    Cancelled);
                Assert.True(int.Parse(seen, CultureInfo.InvariantCulture) >= atLeast, $"{seen} was read after {atLeast} was purged.");
            }
        })));

        var last = Volatile.Read(ref version).ToString(CultureInfo.InvariantCulture);
        foreach (var instance in instances)
        {
            await Eventually.TrueAsync(async () => await GetAsync(instance, "key", last, "tag") == last, () => "An old value stays.");
        }
    }

    [Fact]
    public async Task A_purge_while_redis_stalls_leaves_nothing_old_behind_when_it_is_back()
    {
        var (one, other) = (await InstanceAsync(), await InstanceAsync());
        await ShareAsync(one, other, "lamp", "old", "lamps");

        _redis.Stall();
        one.Purge("lamps");
        Assert.Equal("new", await GetAsync(one, "lamp", "new", "lamps"));
        _redis.Resume();

        await Eventually.TrueAsync(async () => await GetAsync(other, "lamp", "new", "lamps") == "new", () => "The other instance keeps what was purged.");
        Assert.Equal("new", await GetAsync(await InstanceAsync(), "lamp", "new", "lamps"));
    }

    [Fact]
    public async Task What_redis_holds_is_not_trusted_until_it_knows_of_the_purge()
    {
        var (one, other) = (await InstanceAsync(), await InstanceAsync());
        await ShareAsync(one, other, "lamp", "old", "lamps");
        // They are connected again so soon that a look may miss it, so they lose their connections until each loss was seen.
        var losses = Task.WhenAll(_connections.Select(connection => Task.Run(async () =>
        {
            while (connection.IsAvailable)
            {
                await Task.Yield();
            }
        })));
        await Eventually.TrueAsync(
            async () =>
            {
                await _redis.HangUpAsync();
                return losses.IsCompleted;
            },
            () => "Nobody has lost a connection.");
        one.Purge("lamps");
        Task<string> ReadAsync() => one.GetAsync("lamp", _ => Task.FromResult(new Cacheable<string>("new", 3, ["lamps"]) { Keep = false }), Cancelled).AsTask();

        // They are connected again a moment before the purge is told again.
        while (!one.ArePurgesConfirmed)
        {
            Assert.Equal("new", await ReadAsync());
        }
    }

    [Fact]
    public async Task A_purge_of_more_than_can_be_named_purges_everything()
    {
        var (one, other) = (await InstanceAsync(), await InstanceAsync());
        await ShareAsync(one, other, "lamp", "old", "lamps");
        _redis.Stall();
        one.Purge("lamps");
        one.Purge([.. Enumerable.Range(0, 10_000).Select(i => $"tag-{i}")]);
        _redis.Resume();

        await Eventually.TrueAsync(async () => await GetAsync(other, "lamp", "new", "lamps") == "new", () => "The other instance keeps what was purged.");
    }

    [Fact]
    public async Task An_instance_does_not_trust_what_was_there_before_it()
    {
        await GetAsync(await InstanceAsync(), "lamp", "old", "lamps");

        Assert.Equal("new", await GetAsync(await InstanceAsync(), "lamp", "new", "lamps"));
    }

    [Fact]
    public async Task An_instance_that_may_have_missed_a_purge_does_not_trust_what_was_there_before()
    {
        var (one, other) = (await InstanceAsync(), await InstanceAsync());
        await ShareAsync(one, other, "lamp", "old", "lamps");

        other.Clear();

        Assert.Equal("new", await GetAsync(other, "lamp", "new", "lamps"));
    }

    [Fact]
    public async Task What_redis_forgot_of_a_tag_makes_the_entry_useless()
    {
        var (one, other) = (await InstanceAsync(), await InstanceAsync());
        await TakeNoteOfTimeAsync(other);
        await GetAsync(one, "lamp", "old", "lamps");
        using var connection = await _redis.ConnectAsync();
        await Eventually.TrueAsync(
            async () => (int)await connection.RunAsync("return redis.call('DEL', unpack(redis.call('KEYS', '*:tag:*')))", [], []) == 1, () => "There is no tag.");

        Assert.Equal("new", await GetAsync(other, "lamp", "new", "lamps"));
    }

    [Fact]
    public async Task Without_redis_each_instance_goes_on_by_itself_and_with_it_they_share_again()
    {
        var (one, other) = (await InstanceAsync(), await InstanceAsync());
        await GetAsync(one, "lamp", "old", "lamps");
        await _redis.KillAsync();

        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
        {
            one.Purge("lamps");
            Assert.Equal("new", await GetAsync(one, "lamp", "new", "lamps"));
        }

        Assert.True(watch.Elapsed < RedisConnection.AnswerTimeout * 50, $"A hundred loads took {watch.Elapsed}.");

        await _redis.StartAgainAsync();
        var key = 0;
        await Eventually.TrueAsync(
            async () =>
            {
                await GetAsync(one, $"{++key}", "shared");
                return await GetAsync(other, $"{key}", "loaded twice") == "shared";
            },
            () => "They do not share again.");
    }

    [Fact]
    public async Task A_stalled_redis_costs_a_load_one_time_out()
    {
        var cache = await InstanceAsync();
        await TakeNoteOfTimeAsync(cache);
        _redis.Stall();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
        {
            await GetAsync(cache, $"{i}", "value");
        }

        _redis.Resume();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, RedisConnection.AnswerTimeout * 50);
    }

    [Fact]
    public async Task Caches_of_different_names_have_nothing_in_common()
    {
        var (one, other) = (await InstanceAsync(), await InstanceAsync("another"));
        await TakeNoteOfTimeAsync(other);
        await GetAsync(one, "key", "of one", "tag");

        Assert.Equal("of the other", await GetAsync(other, "key", "of the other", "tag"));
    }

    async Task<CoalescingCache<string>> InstanceAsync(string name = "test", CacheLimits? limits = null)
    {
        var connection = await _redis.ConnectAsync();
        var cache = new CoalescingCache<string>(
            name, limits ?? new(), TimeProvider.System, (new(name, "memory"), new(name, "redis")), new RedisCache(connection, TimeProvider.System), Text);
        lock (_connections)
        {
            _connections.Add(connection);
            _caches.Add(cache);
        }

        return cache;
    }

    // An instance trusts what is loaded after its first look into Redis.
    static Task TakeNoteOfTimeAsync(CoalescingCache<string> cache) => GetAsync(cache, Guid.NewGuid().ToString(), "");

    static async Task<string> GetAsync(CoalescingCache<string> cache, string key, string value, params string[] tags) =>
        await cache.GetAsync(key, _ => Task.FromResult(new Cacheable<string>(value, value.Length, tags)), Cancelled);

    // Has one instance load a value and the other get it from there. Nobody waits for Redis, so on a busy machine it may take more than one try.
    static async Task ShareAsync(CoalescingCache<string> from, CoalescingCache<string> to, string key, string value, params string[] tags)
    {
        await TakeNoteOfTimeAsync(to);
        await Eventually.TrueAsync(
            async () =>
            {
                from.Clear();
                await GetAsync(from, key, value, tags);
                try
                {
                    return await to.GetAsync(key, _ => throw new NotSharedException(), Cancelled) == value;
                }
                catch (NotSharedException)
                {
                    return false;
                }
            },
            () => $"{key} is not shared.");
    }

    static Task UntilConfirmedAsync(CoalescingCache<string> cache) =>
        Eventually.TrueAsync(() => Task.FromResult(cache.ArePurgesConfirmed), () => "The purge is not confirmed.");

    sealed class NotSharedException : Exception;
}
