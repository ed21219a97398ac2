using System.Net;
using System.Text.Json;
using Cartwright.Simulators;
using Cartwright.Tests.Shops;

namespace Cartwright.Integration.Simulators;

public sealed class MarketplaceTests(TestShop shop)
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_any_setting_there_is_a_demo_marketplace()
    {
        using var client = new HttpClient { BaseAddress = shop.Shop.Address("simulators") };
        var login = await client.PostJsonAsync("/auth", new { username = "demo", password = "demo-marketplace" });
        client.DefaultRequestHeaders.Authorization = new("Bearer", login.Is(HttpStatusCode.OK).Json.GetProperty("token").GetString());

        Assert.Equal("""{"startIndex":1,"endIndex":100000}""", (await client.GetJsonAsync("/orders/unprocessed")).Is(HttpStatusCode.OK).Body);
        Assert.Equal(
            """[{"id":1,"order_date":"2023-01-02T00:00:52Z","order_amount":15.00,"order_label":"\"Nordic\" bath towel"}]""",
            (await client.GetJsonAsync("/orders?startIndex=1&endIndex=1")).Is(HttpStatusCode.OK).Body);
    }

    [Fact]
    public async Task A_page_has_the_orders_of_its_range_and_both_ends_are_in_it()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { seed = 9, firstIndex = 500, orders = 2000 });
        using var client = await marketplace.ClientAsync();

        var page = (await client.GetJsonAsync("/orders?startIndex=500&endIndex=2499")).Is(HttpStatusCode.OK);

        Assert.Equal("application/json", page.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(Enumerable.Range(500, 2000).Select(id => MarketplaceOrders.Of(9, id)), page.Json.EnumerateArray().Select(OrderOf));
    }

    [Fact]
    public async Task Sixteen_clients_at_once_get_the_same_bytes()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop);
        using var client = await marketplace.ClientAsync();
        var ranges = Enumerable.Range(0, 8).Select(i => $"/orders?startIndex={1 + (i * 5000)}&endIndex={(i + 1) * 5000}").ToList();

        var answers = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.WhenAll(ranges.Select(range => client.GetByteArrayAsync(range, Cancelled)))));

        Assert.All(Enumerable.Range(0, ranges.Count), range => Assert.Single(answers.Select(pages => Convert.ToHexString(pages[range])).Distinct()));
        Assert.Equal(ranges.Count, answers[0].Select(Convert.ToHexString).Distinct().Count());
        Assert.InRange((await marketplace.CountsAsync()).ConcurrentPeak, 2, 128);
    }

    [Fact]
    public async Task A_page_is_made_while_it_is_read_and_ends_when_its_reader_leaves()
    {
        const int orders = 1_000_000;
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { orders, pageMax = orders });
        using var client = await marketplace.ClientAsync();

        using (var response = await client.GetAsync($"/orders?startIndex=1&endIndex={orders}", HttpCompletionOption.ResponseHeadersRead, Cancelled))
        {
            await using var body = await response.Content.ReadAsStreamAsync(Cancelled);
            await body.ReadExactlyAsync(new byte[1024], Cancelled);
            Assert.Equal((1, 1, 0), await StateAsync());
        }

        await Eventually.TrueAsync(async () => (await StateAsync()).Concurrent == 0, () => "The page is not given up.");
        Assert.InRange((await StateAsync()).Rows, 1, orders - 1);

        async Task<(long Pages, long Concurrent, long Rows)> StateAsync() =>
            await marketplace.CountsAsync() is var counts ? (counts.Pages, counts.Concurrent, counts.Rows) : default;
    }

    [Theory]
    [InlineData("", "startIndex", "endIndex")]
    [InlineData("?startIndex=1", "endIndex")]
    [InlineData("?endIndex=1", "startIndex")]
    [InlineData("?startIndex=&endIndex=1", "startIndex")]
    [InlineData("?startIndex=one&endIndex=2", "startIndex")]
    [InlineData("?startIndex=1&endIndex=1.5", "endIndex")]
    [InlineData("?startIndex=-1&endIndex=2", "startIndex")]
    [InlineData("?startIndex=%201&endIndex=2", "startIndex")]
    [InlineData("?startIndex=1&endIndex=99999999999999999999", "endIndex")]
    [InlineData("?startIndex=1&startIndex=2&endIndex=3", "startIndex")]
    [InlineData("?startIndex=5&endIndex=4", "endIndex")]
    [InlineData("?startIndex=0&endIndex=4", "startIndex")]
    [InlineData("?startIndex=900&endIndex=1001", "endIndex")]
    [InlineData("?startIndex=1001&endIndex=1002", "startIndex", "endIndex")]
    [InlineData("?startIndex=1&endIndex=101", "endIndex")]
    public async Task A_range_that_makes_no_sense_is_refused(string query, params string[] fields)
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { orders = 1000, pageMax = 100 });
        using var client = await marketplace.ClientAsync();

        var answer = (await client.GetJsonAsync($"/orders{query}")).Is(HttpStatusCode.BadRequest);

        Assert.Equal("application/problem+json", answer.Response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(fields, answer.Fields);
    }

    [Fact]
    public async Task The_longest_page_and_the_last_order_are_given()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { orders = 1000, pageMax = 100 });
        using var client = await marketplace.ClientAsync();

        Assert.Equal(100, (await client.GetJsonAsync("/orders?startIndex=901&endIndex=1000")).Is(HttpStatusCode.OK).Json.GetArrayLength());
    }

    [Fact]
    public async Task A_marketplace_without_orders_ends_before_it_starts()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop, new { orders = 0 });
        using var client = await marketplace.ClientAsync();

        Assert.Equal("""{"startIndex":1,"endIndex":0}""", (await client.GetJsonAsync("/orders/unprocessed")).Is(HttpStatusCode.OK).Body);
        (await client.GetJsonAsync("/orders?startIndex=1&endIndex=1")).Is(HttpStatusCode.BadRequest).Names("startIndex");
    }

    [Theory]
    [InlineData("""{}""", "username", "password")]
    [InlineData("""{"username":"demo"}""", "password")]
    [InlineData("""{"password":"demo-marketplace"}""", "username")]
    [InlineData("""{"username":null,"password":"demo-marketplace"}""", "username")]
    [InlineData("""{"username":"","password":"demo-marketplace"}""", "username")]
    [InlineData("""{"username":1,"password":"demo-marketplace"}""", "username")]
    [InlineData("""["demo"]""", "body")]
    public async Task A_login_that_cannot_be_read_is_refused(string body, params string[] fields)
    {
        using var client = new HttpClient { BaseAddress = shop.Shop.Address("simulators") };

        Assert.Equal(fields.Order(), (await client.PostJsonAsync("/auth", body)).Is(HttpStatusCode.BadRequest).Fields.Order());
    }

    [Fact]
    public async Task Wrong_credentials_are_refused_and_counted()
    {
        using var marketplace = await TestMarketplace.CreateAsync(shop);

        var wrong = (await marketplace.Http.PostJsonAsync("/auth", new { username = marketplace.Account, password = "wrong" })).Is(HttpStatusCode.Unauthorized);
        var unknown = (await marketplace.Http.PostJsonAsync("/auth", new { username = "nobody", password = TestMarketplace.Password })).Is(HttpStatusCode.Unauthorized);
        await marketplace.LogInAsync();

        Assert.Equal(wrong.Json.GetProperty("detail").GetString(), unknown.Json.GetProperty("detail").GetString());
        Assert.Equal((1, 1), ((await marketplace.CountsAsync()).Logins, (await marketplace.CountsAsync()).RefusedLogins));
    }

    [Theory]
    [InlineData("/orders/unprocessed")]
    [InlineData("/orders?startIndex=1&endIndex=2")]
    [InlineData("/orders?startIndex=nonsense")]
    public async Task A_missing_token_is_reported_before_a_bad_range(string path)
    {
        using var client = new HttpClient { BaseAddress = shop.Shop.Address("simulators") };

        Assert.Equal("Bearer", (await client.GetJsonAsync(path)).Is(HttpStatusCode.Unauthorized).Response.Headers.WwwAuthenticate.ToString());
        client.DefaultRequestHeaders.Authorization = new("Bearer", "nonsense");
        Assert.Equal("Bearer", (await client.GetJsonAsync(path)).Is(HttpStatusCode.Unauthorized).Response.Headers.WwwAuthenticate.ToString());
    }

    [Fact]
    public async Task A_token_of_the_shop_is_none_of_the_marketplace()
    {
        using var customer = await shop.CustomerAsync();
        using var client = new HttpClient { BaseAddress = shop.Shop.Address("simulators") };
        client.DefaultRequestHeaders.Authorization = customer.Http.DefaultRequestHeaders.Authorization;

        (await client.GetJsonAsync("/orders/unprocessed")).Is(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Each_account_is_a_marketplace_of_its_own()
    {
        using var first = await TestMarketplace.CreateAsync(shop, new { seed = 1, orders = 10 });
        using var second = await TestMarketplace.CreateAsync(shop, new { seed = 2, orders = 20, down = true });
        using var client = await first.ClientAsync();

        Assert.Equal("""{"startIndex":1,"endIndex":10}""", (await client.GetJsonAsync("/orders/unprocessed")).Is(HttpStatusCode.OK).Body);
        Assert.Equal(0, (await second.CountsAsync()).Requests);
    }

    static MarketplaceOrder OrderOf(JsonElement row) => new(
        row.GetProperty("id").GetInt64(),
        row.GetProperty("order_date").GetDateTimeOffset(),
        row.GetProperty("order_amount").GetDecimal(),
        row.GetProperty("order_label").GetString()!);
}
