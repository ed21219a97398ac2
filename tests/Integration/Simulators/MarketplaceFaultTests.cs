using System.Diagnostics;
using System.Net;
using System.Text.Json;
using Cartwright.Simulators;
using Cartwright.Tests.Shops;

namespace Cartwright.Integration.Simulators;

public sealed class MarketplaceFaultTests(TestShop shop)
{
    const string Page = "/orders?startIndex=1&endIndex=1000";

    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_expires()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { tokenLifetimeSeconds = 1 });
        using var client = await marketplace.ClientAsync();

        await Eventually.TrueAsync(
            async () => (await client.GetJsonAsync("/orders/unprocessed")).Status == HttpStatusCode.Unauthorized, () => "The token does not expire.");

        Assert.Equal("Bearer", (await client.GetJsonAsync(Page)).Is(HttpStatusCode.Unauthorized).Response.Headers.WwwAuthenticate.ToString());
        Assert.Equal(2, (await marketplace.CountsAsync()).Unauthorized);
    }

    [Fact]
    public async Task A_token_is_used_up_by_calls()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { tokenCalls = 3 });
        using var client = await marketplace.ClientAsync();

        Assert.Equal([200, 200, 200, 401, 401], await StatusesAsync(client, Page, 5));
        using var again = await marketplace.ClientAsync();
        Assert.Equal([200, 200, 200, 401], await StatusesAsync(again, "/orders/unprocessed", 4));
    }

    [Fact]
    public async Task Logins_can_be_refused()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { refuseLogins = true });

        (await marketplace.LogInAsync()).Is(HttpStatusCode.Unauthorized);
        Assert.Equal(1, (await marketplace.CountsAsync()).RefusedLogins);
    }

    [Fact]
    public async Task A_marketplace_can_be_down_and_come_back()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop);
        using var client = await marketplace.ClientAsync();

        await marketplace.SetAsync(new { down = true, retryAfterSeconds = 7 });
        var answer = (await client.GetJsonAsync(Page)).Is(HttpStatusCode.ServiceUnavailable);
        (await client.GetJsonAsync("/orders/unprocessed")).Is(HttpStatusCode.ServiceUnavailable);
        (await marketplace.LogInAsync()).Is(HttpStatusCode.ServiceUnavailable);
        await marketplace.SetAsync(null);

        Assert.Equal(TimeSpan.FromSeconds(7), answer.Response.Headers.RetryAfter?.Delta);
        Assert.Equal(3, (await marketplace.CountsAsync()).Unavailable);
        (await client.GetJsonAsync(Page)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Requests_can_be_too_many_by_chance()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { tooManyRequests = 1.0, retryAfterSeconds = 3 });
        using var client = await marketplace.ClientAsync();

        Assert.Equal(TimeSpan.FromSeconds(3), (await client.GetJsonAsync(Page)).Is(HttpStatusCode.TooManyRequests).Response.Headers.RetryAfter?.Delta);
        Assert.Equal(1, (await marketplace.CountsAsync()).TooManyRequests);
    }

    [Fact]
    public async Task Requests_can_be_too_many_by_their_rate()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { requestsPerSecond = 5 });
        using var client = await marketplace.ClientAsync();

        var statuses = await StatusesAsync(client, "/orders/unprocessed", 100);

        // Whatever time it took, the first five are there, and a hundred at once are too many.
        Assert.Equal([200, 200, 200, 200, 200], statuses.Take(5));
        Assert.Contains(429, statuses);
    }

    [Fact]
    public async Task Requests_can_fail_and_chance_is_repeated_by_its_seed()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { errors = 0.5, faultSeed = 11 });
        using var client = await marketplace.ClientAsync();
        var first = await StatusesAsync(client, Page, 40);
        // The settings anew: the first request is the first again, after the login of a client.
        await marketplace.SetAsync(new { errors = 0.5, faultSeed = 11 });
        using var again = await marketplace.ClientAsync();

        Assert.Equal(first, await StatusesAsync(again, Page, 40));
        Assert.InRange(first.Count(status => status == 500), 8, 32);
        Assert.All(first, status => Assert.Contains(status, new[] { 200, 500 }));
        Assert.Equal(2 * first.Count(status => status == 500), (await marketplace.CountsAsync()).Errors);
    }

    [Fact]
    public async Task A_dropped_page_is_an_error_and_never_a_short_page()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { drops = 1.0 });
        using var client = await marketplace.ClientAsync();

        for (var i = 0; i < 20; i++)
        {
            await Assert.ThrowsAnyAsync<HttpRequestException>(() => client.GetStringAsync(Page, Cancelled));
        }

        Assert.Equal(20, (await marketplace.CountsAsync()).Dropped);
    }

    [Fact]
    public async Task A_garbled_page_is_answered_as_if_it_were_whole()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { garbage = 1.0 });
        using var client = await marketplace.ClientAsync();

        var answer = (await client.GetJsonAsync(Page)).Is(HttpStatusCode.OK);

        Assert.ThrowsAny<JsonException>(() => answer.Json);
        Assert.Equal(1, (await marketplace.CountsAsync()).Garbled);
    }

    [Fact]
    public async Task Rows_can_be_malformed_repeated_broken_and_altered()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { malformed = 0.1, duplicates = 0.1, brokenOrders = 0.1, alteredOrders = 0.1 });
        using var client = await marketplace.ClientAsync();

        var rows = (await client.GetJsonAsync(Page)).Is(HttpStatusCode.OK).Json.GetArrayLength();

        var counts = await marketplace.CountsAsync();
        Assert.Equal((1, rows, rows - 1000), (counts.Pages, counts.Rows, counts.DuplicateRows));
        Assert.InRange(counts.MalformedRows, 100, 350);
        Assert.InRange(counts.AlteredRows, 30, 200);
    }

    [Fact]
    public async Task A_request_takes_as_long_as_its_latency_says()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { latencyMedianMs = 300 });
        using var client = await marketplace.ClientAsync();
        var watch = Stopwatch.StartNew();

        (await client.GetJsonAsync(Page)).Is(HttpStatusCode.OK);

        Assert.InRange(watch.ElapsedMilliseconds, 290, 30_000);
    }

    [Fact]
    public async Task Settings_are_shown_without_the_password_and_can_be_given_back()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { orders = 5, errors = 0.25, faultSeed = 4, latencyMedianMs = 1, latencyP99Ms = 2 });
        var path = $"/admin/marketplaces/{marketplace.Account}";

        var shown = (await marketplace.Http.GetJsonAsync(path)).Is(HttpStatusCode.OK);
        var given = (await marketplace.Http.PutJsonAsync(path, shown.Body)).Is(HttpStatusCode.OK);

        Assert.Equal(JsonValueKind.Null, shown.Json.GetProperty("password").ValueKind);
        Assert.Equal((5, 0.25, 4), (shown.Json.GetProperty("orders").GetInt32(), shown.Json.GetProperty("errors").GetDouble(), shown.Json.GetProperty("faultSeed").GetInt32()));
        Assert.Equal(shown.Body, given.Body);
        (await marketplace.LogInAsync()).Is(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("""{"errors":1.01}""", "errors")]
    [InlineData("""{"errors":-0.01}""", "errors")]
    [InlineData("""{"errors":"0.5"}""", "errors")]
    [InlineData("""{"drops":2,"malformed":2,"garbage":2}""", "drops", "malformed", "garbage")]
    [InlineData("""{"orders":-1}""", "orders")]
    [InlineData("""{"orders":9999999999999}""", "orders")]
    [InlineData("""{"firstIndex":-1}""", "firstIndex")]
    [InlineData("""{"pageMax":0}""", "pageMax")]
    [InlineData("""{"pageMax":99999999999}""", "pageMax")]
    [InlineData("""{"latencyMedianMs":50,"latencyP99Ms":49}""", "latencyP99Ms")]
    [InlineData("""{"tokenLifetimeSeconds":0}""", "tokenLifetimeSeconds")]
    [InlineData("""{"requestsPerSecond":-1}""", "requestsPerSecond")]
    [InlineData("""{"retryAfterSeconds":0}""", "retryAfterSeconds")]
    [InlineData("""{"down":"yes"}""", "down")]
    [InlineData("""{"password":""}""", "password")]
    [InlineData("""null""", "body")]
    public async Task Settings_that_make_no_sense_change_nothing(string settings, params string[] fields)
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { orders = 5 });
        var path = $"/admin/marketplaces/{marketplace.Account}";
        var before = (await marketplace.Http.GetJsonAsync(path)).Body;

        var answer = (await marketplace.Http.PutJsonAsync(path, settings)).Is(HttpStatusCode.BadRequest);

        Assert.Equal(fields.Order(), answer.Fields.Order());
        Assert.Equal(before, (await marketplace.Http.GetJsonAsync(path)).Body);
    }

    [Fact]
    public async Task A_new_marketplace_needs_a_name_and_a_password()
    {
        using var client = new HttpClient { BaseAddress = shop.Shop.Address("simulators") };

        (await client.PutJsonAsync("/admin/marketplaces/without-password", new { })).Is(HttpStatusCode.BadRequest).Names("password");
        (await client.PutJsonAsync("/admin/marketplaces/a%20b", new { password = "p" })).Is(HttpStatusCode.BadRequest).Names("account");
        (await client.GetJsonAsync("/admin/marketplaces/without-password")).Is(HttpStatusCode.NotFound);
        (await client.GetJsonAsync("/admin/marketplaces/without-password/counts")).Is(HttpStatusCode.NotFound);
        (await client.SendAsync(HttpMethod.Delete, "/admin/marketplaces/without-password/counts")).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Counts_can_be_reset()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop);
        using var client = await marketplace.ClientAsync();
        await StatusesAsync(client, Page, 3);
        var before = await marketplace.CountsAsync();

        (await marketplace.Http.SendAsync(HttpMethod.Delete, $"/admin/marketplaces/{marketplace.Account}/counts")).Is(HttpStatusCode.NoContent);

        Assert.Equal((1, 3, 3, 3000, 1), (before.Logins, before.Requests, before.Pages, before.Rows, before.ConcurrentPeak));
        Assert.Equal(new MarketplaceCountsResponse(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0), await marketplace.CountsAsync());
    }

    static async Task<List<int>> StatusesAsync(HttpClient client, string path, int times)
    {
        var statuses = new List<int>();
        for (var i = 0; i < times; i++)
        {
            statuses.Add((int)(await client.GetJsonAsync(path)).Status);
        }

        return statuses;
    }
}
