using System.Diagnostics;
using System.Net;
using System.Threading.RateLimiting;
using Cartwright.Platform.Redis;
using Cartwright.Tests.GatewayService;
using Cartwright.Tests.Shops;
using Microsoft.Extensions.Configuration;

namespace Cartwright.Tests.Redis;

[Collection(nameof(Alone))]
public sealed class SharedRateLimitTests : IAsyncLifetime
{
    const int PerSecond = 200;

    readonly List<IDisposable> _open = [];
    PrivateRedis _redis = null!;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _redis = await PrivateRedis.StartAsync();

    public async ValueTask DisposeAsync()
    {
        _open.Reverse();
        _open.ForEach(o => o.Dispose());
        await _redis.DisposeAsync();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Gateways_together_let_no_more_pass_than_one_would_and_not_much_less(int gateways)
    {
        var buckets = await Task.WhenAll(Enumerable.Range(0, gateways).Select(_ => BucketAsync()));
        var granted = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(buckets.SelectMany(bucket => Enumerable.Range(0, 2).Select(_ => Task.Run(async () =>
        {
            while (watch.Elapsed < TimeSpan.FromSeconds(2))
            {
                if (await TryAsync(bucket))
                {
                    Interlocked.Increment(ref granted);
                }
            }
        }))));

        Assert.InRange(granted, PerSecond * watch.Elapsed.TotalSeconds * 0.5, PerSecond * (watch.Elapsed.TotalSeconds + 2));
    }

    [Fact]
    public async Task A_stream_of_requests_costs_few_questions()
    {
        var bucket = await BucketAsync(10_000);
        using var connection = await _redis.ConnectAsync();
        var before = await CommandsAsync(connection);
        for (var i = 0; i < 10_000; i++)
        {
            await TryAsync(bucket);
        }

        Assert.InRange(await CommandsAsync(connection) - before, 1, 500);
    }

    [Fact]
    public async Task Whoever_is_refused_is_told_when_to_come_again()
    {
        var bucket = await BucketAsync(1);
        while (await TryAsync(bucket))
        {
        }

        using var lease = await bucket.AcquireAsync(1, Cancelled);

        Assert.False(lease.IsAcquired);
        Assert.True(lease.TryGetMetadata(MetadataName.RetryAfter, out var wait));
        Assert.InRange(wait, TimeSpan.FromMilliseconds(20), TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Without_redis_each_gateway_counts_by_itself()
    {
        var buckets = await Task.WhenAll(BucketAsync(5), BucketAsync(5));
        await _redis.KillAsync();

        foreach (var bucket in buckets)
        {
            var granted = 0;
            while (await TryAsync(bucket))
            {
                granted++;
            }

            Assert.Equal(10, granted);
        }
    }

    [Fact]
    public async Task A_stalled_redis_makes_one_request_wait_for_one_time_out()
    {
        var bucket = await BucketAsync(100);
        _redis.Stall();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
        {
            Assert.True(await TryAsync(bucket));
        }

        _redis.Resume();
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, RedisConnection.AnswerTimeout * 50);
    }

    [Fact]
    public async Task A_client_of_two_gateways_has_one_limit()
    {
        const int limit = 5;
        await using var one = await GatewayAsync(limit);
        await using var other = await GatewayAsync(limit);
        var watch = Stopwatch.StartNew();
        var passed = 0;
        for (var i = 0; i < 50; i++)
        {
            var answer = await (i % 2 == 0 ? one : other).Client.GetJsonAsync("/api/unknown");
            passed += answer.Status == HttpStatusCode.TooManyRequests ? 0 : 1;
        }

        Assert.InRange(passed, 1, limit * (watch.Elapsed.TotalSeconds + 2));
    }

    static async Task<bool> TryAsync(RateLimiter bucket)
    {
        using var now = bucket.AttemptAcquire();
        if (now.IsAcquired)
        {
            return true;
        }

        using var then = await bucket.AcquireAsync(1, Cancelled);
        return then.IsAcquired;
    }

    static async Task<long> CommandsAsync(RedisConnection connection)
    {
        var info = (string)(await connection.RunAsync("return redis.call('INFO', 'commandstats')", [], []))!;
        return info.Split('\n').Where(l => l.StartsWith("cmdstat_eval", StringComparison.Ordinal)).Sum(
            l => long.Parse(l.Split('=', ',')[1], System.Globalization.CultureInfo.InvariantCulture));
    }

    async Task<SharedTokenBucket> BucketAsync(int perSecond = PerSecond)
    {
        var connection = await _redis.ConnectAsync();
        var alone = new TokenBucketRateLimiter(new()
        {
            TokenLimit = perSecond * 2,
            TokensPerPeriod = perSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            AutoReplenishment = false,
        });
        var bucket = new SharedTokenBucket(connection, "test", perSecond, alone, TimeProvider.System);
        lock (_open)
        {
            _open.Add(connection);
            _open.Add(bucket);
        }

        return bucket;
    }

    async Task<GatewayAlone> GatewayAsync(int perSecond)
    {
        var connection = await _redis.ConnectAsync();
        _open.Add(connection);
        return await GatewayAlone.StartAsync(environment => environment with
        {
            Shared = new RedisSharedState(connection),
            Configuration = new ConfigurationBuilder()
                .AddInMemoryCollection(new Dictionary<string, string?> { ["Gateway:RateLimit:PerAddress"] = $"{perSecond}" })
                .Build(),
        });
    }
}
