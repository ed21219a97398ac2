using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Cartwright.Platform.Redis;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Redis;

public sealed class RedisConnectionTests : IAsyncLifetime
{
    const string Count = "return redis.call('INCR', KEYS[1])";

    PrivateRedis _redis = null!;

    public async ValueTask InitializeAsync() => _redis = await PrivateRedis.StartAsync();

    public ValueTask DisposeAsync() => _redis.DisposeAsync();

    [Fact]
    public async Task A_server_that_is_not_there_fails_a_request_at_once_and_is_used_as_soon_as_it_is()
    {
        await _redis.KillAsync();
        using var connection = await _redis.ConnectAsync();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<RedisUnavailableException>(() => CountAsync(connection));
        }

        Assert.True(watch.Elapsed < RedisConnection.AnswerTimeout * 50, $"A hundred requests took {watch.Elapsed}.");

        await _redis.StartAgainAsync();
        await UntilAvailableAsync(connection);
        Assert.Equal(1, await CountAsync(connection));
    }

    [Fact]
    public async Task A_stalled_server_costs_one_time_out_and_is_used_again_when_it_answers()
    {
        using var connection = await _redis.ConnectAsync();
        await CountAsync(connection);
        _redis.Stall();
        var watch = Stopwatch.StartNew();
        await Assert.ThrowsAsync<RedisUnavailableException>(() => CountAsync(connection));
        Assert.InRange(watch.Elapsed, RedisConnection.AnswerTimeout * 0.9, RedisConnection.AnswerTimeout * 50);

        watch.Restart();
        for (var i = 0; i < 100; i++)
        {
            await Assert.ThrowsAsync<RedisUnavailableException>(() => CountAsync(connection));
        }

        Assert.True(watch.Elapsed < RedisConnection.AnswerTimeout * 50, $"A hundred more requests took {watch.Elapsed}.");

        _redis.Resume();
        await UntilAvailableAsync(connection);
        await CountAsync(connection);
    }

    [Fact]
    public async Task A_server_that_was_killed_and_started_again_is_used_again_with_the_same_scripts()
    {
        using var connection = await _redis.ConnectAsync();
        Assert.Equal(1, await CountAsync(connection));
        Assert.Equal(2, await CountAsync(connection));

        await _redis.KillAsync();
        await Eventually.TrueAsync(() => Task.FromResult(!connection.IsAvailable), () => "The loss is not noticed.");
        await _redis.StartAgainAsync();
        await UntilAvailableAsync(connection);

        Assert.Equal(1, await CountAsync(connection));
    }

    [Fact]
    public async Task Whoever_is_subscribed_hears_again_after_a_restart_and_is_told_of_the_gap()
    {
        using var listener = await _redis.ConnectAsync();
        using var speaker = await _redis.ConnectAsync();
        var heard = new ConcurrentQueue<string>();
        var gaps = 0;
        using var subscription = listener.Subscribe("news", message => heard.Enqueue(Encoding.UTF8.GetString(message)), () => Interlocked.Increment(ref gaps));
        await UntilHeardAsync("before");
        Assert.Equal(0, gaps);

        await _redis.KillAsync();
        await Eventually.TrueAsync(() => Task.FromResult(!speaker.IsAvailable), () => "The loss is not noticed.");
        await _redis.StartAgainAsync();
        await UntilAvailableAsync(speaker);
        await UntilHeardAsync("after");
        Assert.True(gaps > 0);

        async Task UntilHeardAsync(string message) => await Eventually.TrueAsync(
            async () =>
            {
                await speaker.PublishAsync("news", Encoding.UTF8.GetBytes(message));
                return heard.Contains(message);
            },
            () => $"Nobody hears '{message}'.");
    }

    [Fact]
    public async Task A_subscriber_whose_connection_was_cut_learns_that_messages_may_be_lost()
    {
        using var connection = await _redis.ConnectAsync();
        var (received, gaps) = (0, 0);
        using var subscription = connection.Subscribe("news", _ => Interlocked.Increment(ref received), () => Interlocked.Increment(ref gaps));
        await UntilReceivedAsync();
        // On a slow machine the first connection may have been interrupted as well.
        var before = Volatile.Read(ref gaps);

        await _redis.HangUpAsync("pubsub");

        await Eventually.TrueAsync(() => Task.FromResult(Volatile.Read(ref gaps) > before), () => "The gap is not reported.");
        await UntilAvailableAsync(connection);
        received = 0;
        await UntilReceivedAsync();

        async Task UntilReceivedAsync() => await Eventually.TrueAsync(
            async () =>
            {
                await connection.PublishAsync("news", [1]);
                return Volatile.Read(ref received) > 0;
            },
            () => "Nothing is received.");
    }

    [Fact]
    public async Task A_command_that_failed_while_the_server_was_down_is_not_executed_later()
    {
        using var connection = await _redis.ConnectAsync();
        await _redis.KillAsync();
        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<RedisUnavailableException>(() => CountAsync(connection));
        }

        await _redis.StartAgainAsync();
        await UntilAvailableAsync(connection);
        Assert.Equal(1, await CountAsync(connection));
    }

    [Theory]
    [InlineData("")]
    [InlineData("here:1,there:2")]
    [InlineData("here:1,colour=blue")]
    public async Task An_address_that_is_none_is_told_at_the_start(string address) =>
        await Assert.ThrowsAsync<InvalidOperationException>(() => RedisConnection.ConnectAsync(
            address, Microsoft.Extensions.Logging.Abstractions.NullLogger<RedisConnection>.Instance));

    static async Task<int> CountAsync(RedisConnection connection) => (int)await connection.RunAsync(Count, ["count"], []);

    static Task UntilAvailableAsync(RedisConnection connection) =>
        Eventually.TrueAsync(() => Task.FromResult(connection.IsAvailable), () => "It is not used again.");
}
