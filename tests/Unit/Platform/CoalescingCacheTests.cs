using Cartwright.Platform.Caching;
using Microsoft.Extensions.Time.Testing;

namespace Cartwright.Unit.Platform;

public sealed class CoalescingCacheTests
{
    readonly FakeTimeProvider _time = new();

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Many_who_miss_the_same_key_at_once_share_one_load()
    {
        var cache = Cache();
        var loads = 0;
        var gate = new TaskCompletionSource();
        var waiting = Enumerable.Range(0, 200).Select(_ => Task.Run(() => cache.GetAsync("key", LoadAsync, Cancelled).AsTask())).ToList();

        async Task<Cacheable<string>> LoadAsync(CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref loads);
            await gate.Task;
            return new("value", 5, []);
        }

        gate.SetResult();
        var values = await Task.WhenAll(waiting);

        Assert.All(values, value => Assert.Equal("value", value));
        Assert.Equal(1, loads);
    }

    [Fact]
    public async Task A_value_is_loaded_once_and_then_kept()
    {
        var cache = Cache();
        Assert.Equal("first", await GetAsync(cache, "key", "first"));
        Assert.Equal("first", await GetAsync(cache, "key", "second"));
    }

    [Fact]
    public async Task A_purge_drops_what_carries_the_tag_and_nothing_else()
    {
        var cache = Cache();
        await GetAsync(cache, "lamp", "old", "lamps", "home");
        await GetAsync(cache, "shoe", "old", "shoes");

        cache.Purge("home");

        Assert.Equal("new", await GetAsync(cache, "lamp", "new", "lamps", "home"));
        Assert.Equal("old", await GetAsync(cache, "shoe", "new", "shoes"));
    }

    [Fact]
    public async Task A_load_that_a_purge_overtakes_is_not_kept()
    {
        var cache = Cache();
        var (load, finish) = Load("old", "lamps");
        var early = cache.GetAsync("key", load, Cancelled).AsTask();

        cache.Purge("lamps");
        finish();

        Assert.Equal("old", await early);
        Assert.False(cache.TryGet("key", out _));
        Assert.Equal("new", await GetAsync(cache, "key", "new", "lamps"));
    }

    [Fact]
    public async Task Whoever_asks_after_a_purge_never_gets_what_was_loaded_before_it()
    {
        var cache = Cache();
        var (load, finish) = Load("old", "lamps");
        var early = cache.GetAsync("key", load, Cancelled).AsTask();
        cache.Purge("lamps");

        var late = cache.GetAsync("key", _ => Task.FromResult(new Cacheable<string>("new", 3, ["lamps"])), Cancelled).AsTask();
        finish();

        Assert.Equal("old", await early);
        Assert.Equal("new", await late);
        Assert.Equal("new", await GetAsync(cache, "key", "newer", "lamps"));
    }

    [Fact]
    public async Task Whoever_asks_between_two_purges_never_gets_what_was_loaded_before_the_first()
    {
        var cache = Cache();
        var (load, finish) = Load("old", "tag");
        var first = cache.GetAsync("key", load, Cancelled).AsTask();

        cache.Purge("tag");
        var later = cache.GetAsync("key", _ => Task.FromResult<Cacheable<string>>(new("new", 8, ["tag"])), Cancelled).AsTask();
        cache.Purge("tag");
        finish();

        Assert.Equal("old", await first);
        Assert.Equal("new", await later);
    }

    [Fact]
    public async Task A_purge_of_something_else_does_not_disturb_a_load()
    {
        var cache = Cache();
        var (load, finish) = Load("value", "lamps");
        var waiting = cache.GetAsync("key", load, Cancelled).AsTask();

        cache.Purge("shoes");
        finish();
        await waiting;

        Assert.True(cache.TryGet("key", out _));
    }

    [Fact]
    public async Task A_load_older_than_the_remembered_purges_is_not_kept()
    {
        var cache = Cache();
        var (load, finish) = Load("old", "lamps");
        var waiting = cache.GetAsync("key", load, Cancelled).AsTask();

        cache.Purge("lamps");
        for (var i = 0; i < 10_000; i++)
        {
            cache.Purge($"other {i}");
        }

        finish();
        await waiting;

        Assert.False(cache.TryGet("key", out _));
    }

    [Fact]
    public async Task Clearing_drops_everything_also_what_is_being_loaded()
    {
        var cache = Cache();
        await GetAsync(cache, "kept", "old");
        var (load, finish) = Load("old");
        var waiting = cache.GetAsync("loading", load, Cancelled).AsTask();

        cache.Clear();
        finish();
        await waiting;

        Assert.Equal(0, cache.Count);
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public async Task An_added_value_is_not_kept_when_it_was_purged_since_the_mark()
    {
        var cache = Cache();
        var mark = cache.Mark();
        cache.Purge("lamps");
        cache.Add("old", new("old", 3, ["lamps"]), mark);
        cache.Add("new", new("new", 3, ["lamps"]), cache.Mark());

        Assert.False(cache.TryGet("old", out _));
        Assert.Equal("new", await GetAsync(cache, "new", "newer", "lamps"));
    }

    [Fact]
    public async Task A_value_expires()
    {
        var cache = Cache();
        await GetAsync(cache, "key", "old");
        _time.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal("new", await GetAsync(cache, "key", "new"));
    }

    [Fact]
    public async Task What_was_purged_a_moment_ago_is_kept_for_a_moment_only()
    {
        var cache = Cache(new() { Settling = TimeSpan.FromSeconds(1) });
        cache.Purge("lamps");
        await GetAsync(cache, "lamp", "perhaps old", "lamps");
        await GetAsync(cache, "shoe", "sure", "shoes");

        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal("new", await GetAsync(cache, "lamp", "new", "lamps"));
        _time.Advance(TimeSpan.FromSeconds(30));
        Assert.Equal("new", await GetAsync(cache, "lamp", "newer", "lamps"));
        Assert.Equal("sure", await GetAsync(cache, "shoe", "new", "shoes"));
    }

    [Fact]
    public async Task The_bounds_hold_and_what_is_read_often_stays()
    {
        var cache = Cache(new() { EntriesMax = 100, BytesMax = 40_000 });
        await GetAsync(cache, "hot", "hot");
        for (var i = 0; i < 1000; i++)
        {
            await GetAsync(cache, $"cold {i}", "cold");
            Assert.True(cache.TryGet("hot", out _));
        }

        Assert.InRange(cache.Count, 1, 100);
        Assert.InRange(cache.Bytes, 1, 40_000);
    }

    [Fact]
    public async Task A_value_larger_than_the_cache_is_answered_and_not_kept()
    {
        var cache = Cache(new() { BytesMax = 10_000 });
        Assert.Equal("huge", await cache.GetAsync("key", _ => Task.FromResult(new Cacheable<string>("huge", 20_000, [])), Cancelled));
        Assert.Equal(0, cache.Count);
    }

    [Fact]
    public async Task A_failure_goes_to_everybody_who_waits_and_is_not_kept()
    {
        var cache = Cache();
        var gate = new TaskCompletionSource<Cacheable<string>>();
        var waiting = Enumerable.Range(0, 3).Select(_ => cache.GetAsync("key", _ => gate.Task, Cancelled).AsTask()).ToList();
        gate.SetException(new InvalidOperationException("No."));

        foreach (var one in waiting)
        {
            await Assert.ThrowsAsync<InvalidOperationException>(() => one);
        }

        Assert.Equal("value", await GetAsync(cache, "key", "value"));
    }

    [Fact]
    public async Task Whoever_gives_up_waiting_does_not_end_the_load_of_the_others()
    {
        var cache = Cache();
        using var impatient = new CancellationTokenSource();
        var (load, finish) = Load("value");
        var first = cache.GetAsync("key", load, impatient.Token).AsTask();
        var second = cache.GetAsync("key", load, Cancelled).AsTask();

        await impatient.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        finish();

        Assert.Equal("value", await second);
    }

    [Fact]
    public async Task No_reader_sees_a_value_older_than_the_last_purge_that_it_knows_of()
    {
        // A source whose version rises, purged after each rise, read by many at once: a read must never go behind what was purged before it began.
        var cache = Cache();
        var version = 0;
        var purged = 0;
        var readers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            while (Volatile.Read(ref purged) < 2000)
            {
                var atLeast = Volatile.Read(ref purged);
                var seen = await cache.GetAsync(
                    "key",
                    async _ =>
                    {
                        var read = Volatile.Read(ref version);
                        await Task.Yield();
                        return new(read.ToString(System.Globalization.CultureInfo.InvariantCulture), 8, ["tag"]);
                    },
                    Cancelled);
                Assert.True(int.Parse(seen, System.Globalization.CultureInfo.InvariantCulture) >= atLeast);
            }
        })).ToList();

        for (var i = 1; i <= 2000; i++)
        {
            Volatile.Write(ref version, i);
            cache.Purge("tag");
            Volatile.Write(ref purged, i);
            await Task.Yield();
        }

        await Task.WhenAll(readers);
    }

    CoalescingCache<string> Cache(CacheLimits? limits = null) => new("test", limits ?? new(), _time, (new("test", "memory"), new("test", "redis")), shared: null, codec: null);

    static ValueTask<string> GetAsync(CoalescingCache<string> cache, string key, string value, params string[] tags) =>
        cache.GetAsync(key, _ => Task.FromResult(new Cacheable<string>(value, value.Length, tags)), Cancelled);

    static (Func<CancellationToken, Task<Cacheable<string>>> Load, Action Finish) Load(string value, params string[] tags)
    {
        var gate = new TaskCompletionSource();
        return (
            async _ =>
            {
                await gate.Task;
                return new(value, value.Length, tags);
            },
            gate.SetResult);
    }
}
