using System.Diagnostics;
using Cartwright.Imports;
using Cartwright.Platform.Redis;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Imports;

public sealed class RequestRateLimiterTests(TestShop shop)
{
    const int PerSecond = 40;
    const int Requests = 80;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Instances_together_ask_no_faster_than_one_may_and_not_much_slower()
    {
        await using var world = await ImportWorld.StartAsync(shop, withRedis: true);
        var instances = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => InstanceAsync(world)));

        var elapsed = await TakeAsync(instances);

        Assert.InRange(elapsed, (Requests - 1d) / PerSecond - 0.1, Requests * 2d / PerSecond);
    }

    [Fact]
    public async Task Without_redis_each_instance_keeps_to_it_by_itself()
    {
        await using var world = await ImportWorld.StartAsync(shop, withRedis: true);
        var pace = await InstanceAsync(world);
        await world.Redis!.KillAsync();

        Assert.InRange(await TakeAsync([pace]), (Requests - 1d) / PerSecond - 0.1, Requests * 2d / PerSecond);
    }

    [Fact]
    public async Task When_too_many_are_before_nobody_waits()
    {
        var pace = new RequestRateLimiter("market", 1, null, TimeProvider.System);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var waiting = Enumerable.Range(0, 32).Select(_ => pace.WaitAsync(enough.Token)).ToList();

        await Assert.ThrowsAsync<MarketplaceUnavailableException>(() => pace.WaitAsync(Cancelled));

        await enough.CancelAsync();
        await Task.WhenAll(waiting).ContinueWith(_ => { }, Cancelled, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
    }

    static async Task<RequestRateLimiter> InstanceAsync(ImportWorld world) =>
        new("market", PerSecond, new RedisRateLimiter(await world.ConnectAsync(), TimeProvider.System), TimeProvider.System);

    static async Task<double> TakeAsync(IReadOnlyList<RequestRateLimiter> instances)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, Requests).Select(i => instances[i % instances.Count].WaitAsync(Cancelled)));
        return watch.Elapsed.TotalSeconds;
    }
}
