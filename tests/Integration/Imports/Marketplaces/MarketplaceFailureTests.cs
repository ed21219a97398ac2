using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Cartwright.Imports;
using Cartwright.Tests.Shops;
using Microsoft.AspNetCore.Http;

namespace Cartwright.Tests.Imports;

/// <summary>What a marketplace may do to whoever reads from it.</summary>
public sealed class MarketplaceFailureTests(TestShop shop) : IAsyncLifetime
{
    static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);

    ImportWorld _world = null!;
    PlayedMarketplace _market = null!;

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => (_world, _market) = (await ImportWorld.StartAsync(shop), await PlayedMarketplace.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        await _market.DisposeAsync();
    }

    [Fact]
    public async Task What_is_unprocessed_is_found()
    {
        var client = await _world.ClientAsync(_market);
        Assert.Equal(new IndexRange(10, 109), await client.FindUnprocessedAsync(Cancelled));

        Answer("""{"startIndex":110,"endIndex":109}""");
        Assert.Null(await client.FindUnprocessedAsync(Cancelled));

        Answer("""{"startIndex":"ten"}""");
        await Assert.ThrowsAsync<MarketplaceUnavailableException>(() => client.FindUnprocessedAsync(Cancelled));

        void Answer(string json) => _market.OnCall = async (context, _) =>
        {
            await context.Response.WriteAsync(json);
            return true;
        };
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(408)]
    public async Task A_transient_failure_is_not_noticed(int status)
    {
        _market.OnCall = (context, number) => number <= 3 ? PlayedMarketplace.RefuseAsync(context, status) : Task.FromResult(false);

        await ReadTenAsync(await _world.ClientAsync(_market));

        Assert.Equal(4, _market.Calls);
    }

    [Fact]
    public async Task A_lasting_failure_is_reported_after_three_more_attempts()
    {
        _market.OnCall = (context, _) => PlayedMarketplace.RefuseAsync(context, 500);
        var client = await _world.ClientAsync(_market);

        await Assert.ThrowsAsync<MarketplaceUnavailableException>(() => ReadTenAsync(client));

        Assert.Equal(4, _market.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_short_wait_that_it_asks_for_is_waited(bool asDate)
    {
        _market.OnCall = (context, number) => number == 1
            ? PlayedMarketplace.RefuseAsync(context, 429, asDate ? DateTimeOffset.UtcNow.AddSeconds(3).ToString("R", CultureInfo.InvariantCulture) : "2")
            : Task.FromResult(false);
        var client = await _world.ClientAsync(_market);
        var watch = Stopwatch.StartNew();

        await ReadTenAsync(client);

        Assert.True(watch.Elapsed >= TimeSpan.FromSeconds(1.9), $"It was asked again after {watch.Elapsed}.");
        Assert.Equal(2, _market.Calls);
    }

    [Fact]
    public async Task A_long_wait_that_it_asks_for_is_passed_on()
    {
        _market.OnCall = (context, _) => PlayedMarketplace.RefuseAsync(context, 429, "90");
        var client = await _world.ClientAsync(_market);

        var error = await Assert.ThrowsAsync<MarketplaceUnavailableException>(() => ReadTenAsync(client));

        Assert.Equal((TimeSpan.FromSeconds(90), 1), (error.RetryAfter, _market.Calls));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task A_refusal_is_reported_at_once(int status)
    {
        _market.OnCall = (context, _) => PlayedMarketplace.RefuseAsync(context, status);
        var client = await _world.ClientAsync(_market);

        var error = await Assert.ThrowsAsync<MarketplaceRefusedException>(() => ReadTenAsync(client));

        Assert.Contains($"{status}", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, _market.Calls);
    }

    [Fact]
    public async Task A_page_that_breaks_off_is_read_again_from_the_start()
    {
        var begun = new TaskCompletionSource();
        _market.OnCall = async (context, number) =>
        {
            if (number == 1)
            {
                await BeginAsync(context);
                await begun.Task;
                context.Abort();
            }

            return number == 1;
        };
        var readings = 0;

        var orders = await (await _world.ClientAsync(_market)).ReadOrdersAsync(
            0,
            9,
            (body, ct) =>
            {
                readings++;
                begun.TrySetResult();
                return ImportWorld.ReadAsync(body, ct);
            },
            Cancelled);

        Assert.Equal((10, 2), (orders.Length, readings));
    }

    [Fact]
    public Task A_page_without_progress_is_requested_again() => IsAskedForAgainAsync(
        async context =>
        {
            await BeginAsync(context);
            await UntilGoneAsync(context);
        },
        options => options.IdleTimeout = TimeSpan.FromMilliseconds(200));

    [Fact]
    public Task An_answer_that_does_not_begin_is_not_waited_for() =>
        IsAskedForAgainAsync(UntilGoneAsync, options => options.AttemptTimeout = TimeSpan.FromMilliseconds(500));

    [Fact]
    public Task A_body_that_is_not_a_page_is_requested_again() => IsAskedForAgainAsync(context => context.Response.WriteAsync("[{\"id\":"));

    [Fact]
    public async Task A_page_that_is_far_too_large_is_not_read_to_its_end()
    {
        _market.OnCall = async (context, _) =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(new byte[8192].AsMemory());
            }

            return true;
        };
        var client = await _world.ClientAsync(_market);

        await Assert.ThrowsAsync<MarketplaceRefusedException>(() => client.ReadOrdersAsync(
            0,
            9,
            async (body, ct) =>
            {
                await body.CopyToAsync(Stream.Null, ct);
                return 0;
            },
            Cancelled));
    }

    [Fact]
    public async Task What_goes_wrong_with_the_reader_is_none_of_the_marketplaces_failures()
    {
        var client = await _world.ClientAsync(_market);
        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAsync<IOException>(() => client.ReadOrdersAsync<int>(0, 9, (_, _) => throw new IOException("The disk is full."), Cancelled));
        }

        await ReadTenAsync(client);
        Assert.Equal(21, _market.Calls);
    }

    [Fact]
    public async Task Whoever_cancels_is_told_that_it_was_cancelled()
    {
        var asked = new TaskCompletionSource();
        _market.OnCall = async (context, _) =>
        {
            asked.SetResult();
            await UntilGoneAsync(context);
            return true;
        };
        var client = await _world.ClientAsync(_market);
        using var cancel = new CancellationTokenSource();
        var reading = client.ReadOrdersAsync(0, 9, ImportWorld.ReadAsync, cancel.Token);
        await asked.Task;

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reading);
    }

    [Fact]
    public async Task A_marketplace_that_keeps_failing_is_left_alone_and_the_other_goes_on()
    {
        await using var other = await PlayedMarketplace.StartAsync();
        var instance = await _world.InstanceAsync(("broken", ImportWorld.OptionsOf(_market)), ("sound", ImportWorld.OptionsOf(other)));
        _market.OnCall = (context, _) => PlayedMarketplace.RefuseAsync(context, 500);
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Assert.ThrowsAsync<MarketplaceUnavailableException>(() => ReadTenAsync(instance.Client("broken")))));
        var calls = _market.Calls;

        // The breaker stands open for five seconds.
        for (var i = 0; i == 0 || (i < 100 && watch.Elapsed < TimeSpan.FromSeconds(4)); i++)
        {
            var error = await Assert.ThrowsAsync<MarketplaceUnavailableException>(() => ReadTenAsync(instance.Client("broken")));
            Assert.InRange(error.RetryAfter, TimeSpan.FromMilliseconds(1), TimeSpan.FromSeconds(5));
            await ReadTenAsync(instance.Client("sound"));
        }

        Assert.Equal(calls, _market.Calls);
        _market.OnCall = (_, _) => Task.FromResult(false);
        await Eventually.TrueAsync(
            async () =>
            {
                try
                {
                    await ReadTenAsync(instance.Client("broken"));
                    return true;
                }
                catch (MarketplaceUnavailableException)
                {
                    return false;
                }
            },
            () => "It is left alone for ever.");
    }

    [Fact]
    public async Task No_more_requests_are_under_way_than_are_allowed()
    {
        var (underWay, seen) = (0, new ConcurrentBag<int>());
        var enough = new TaskCompletionSource();
        _market.OnCall = async (_, _) =>
        {
            var now = Interlocked.Increment(ref underWay);
            seen.Add(now);
            if (now == 4)
            {
                enough.TrySetResult();
            }

            await enough.Task;
            Interlocked.Decrement(ref underWay);
            return false;
        };
        var client = await _world.ClientAsync(_market);

        await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => ReadTenAsync(client))).WaitAsync(Timeout, Cancelled);

        Assert.Equal(4, seen.Max());
    }

    async Task IsAskedForAgainAsync(Func<HttpContext, Task> first, Action<MarketplaceOptions>? configure = null)
    {
        _market.OnCall = async (context, number) =>
        {
            if (number == 1)
            {
                await first(context);
            }

            return number == 1;
        };

        await ReadTenAsync(await _world.ClientAsync(_market, configure)).WaitAsync(Timeout, Cancelled);

        Assert.Equal(2, _market.Calls);
    }

    static async Task ReadTenAsync(MarketplaceClient client) => Assert.Equal(10, (await client.ReadOrdersAsync(0, 9, ImportWorld.ReadAsync, Cancelled)).Length);

    static async Task BeginAsync(HttpContext context)
    {
        await context.Response.WriteAsync("""[{"id":1},""");
        await context.Response.Body.FlushAsync();
    }

    static async Task UntilGoneAsync(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }
}
