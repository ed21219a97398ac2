using System.Net;
using System.Text.Json;
using Cartwright.Simulators;
using Cartwright.Tests.Shops;

namespace Cartwright.Integration.Imports;

public sealed class ImportInterfaceTests(TestShop shop)
{
    static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("GET", "/api/imports")]
    [InlineData("POST", "/api/imports")]
    [InlineData("GET", "/api/imports/00000000-0000-0000-0000-000000000001")]
    [InlineData("GET", "/api/imports/00000000-0000-0000-0000-000000000001/stream")]
    [InlineData("POST", "/api/imports/00000000-0000-0000-0000-000000000001/cancel")]
    [InlineData("POST", "/api/imports/00000000-0000-0000-0000-000000000001/resume")]
    [InlineData("GET", "/api/imports/orders")]
    [InlineData("GET", "/api/imports/orders/days")]
    [InlineData("GET", "/api/imports/rejected")]
    [InlineData("GET", "/api/imports/discrepancies")]
    [InlineData("GET", "/api/imports/marketplaces")]
    public async Task Imports_are_the_administrators_business(string method, string path)
    {
        using var anybody = shop.Client();
        using var customer = await shop.CustomerAsync();

        (await anybody.SendAsync(new HttpMethod(method), path, method == "POST" ? "{}" : null)).Is(HttpStatusCode.Unauthorized);
        (await customer.Http.SendAsync(new HttpMethod(method), path, method == "POST" ? "{}" : null)).Is(HttpStatusCode.Forbidden);
    }

    [Theory]
    [InlineData("""{"marketplace":"nowhere"}""", "marketplace")]
    [InlineData("""{"marketplace":""}""", "marketplace")]
    [InlineData("""{"marketplace":null}""", "marketplace")]
    [InlineData("{}", "marketplace")]
    [InlineData("""{"marketplace":"market-0","scope":"some"}""", "scope")]
    [InlineData("""{"marketplace":7}""", "marketplace")]
    public async Task What_cannot_be_started_is_refused_by_name(string body, string field)
    {
        using var admin = await shop.AdminAsync();

        (await admin.PostJsonAsync("/api/imports", body)).Is(HttpStatusCode.BadRequest).Names(field);
    }

    [Theory]
    [InlineData("/api/imports?limit=0", "limit")]
    [InlineData("/api/imports?limit=101", "limit")]
    [InlineData("/api/imports?cursor=x", "cursor")]
    [InlineData("/api/imports?marketplace=nowhere", "marketplace")]
    [InlineData("/api/imports/orders", "marketplace")]
    [InlineData("/api/imports/orders?marketplace=nowhere", "marketplace")]
    [InlineData("/api/imports/orders?marketplace=market-0&limit=0", "limit")]
    [InlineData("/api/imports/orders?marketplace=market-0&cursor=x", "cursor")]
    [InlineData("/api/imports/orders?marketplace=market-0&from=yesterday", "from")]
    [InlineData("/api/imports/orders?marketplace=market-0&from=01.02.2024", "from")]
    [InlineData("/api/imports/orders?marketplace=market-0&to=2024-01-01%2010:00", "to")]
    [InlineData("/api/imports/orders?marketplace=market-0&amountMin=1,5", "amountMin")]
    [InlineData("/api/imports/orders?marketplace=market-0&amountMin=much", "amountMin")]
    [InlineData("/api/imports/orders?marketplace=market-0&label=", "label")]
    [InlineData("/api/imports/orders/days?marketplace=market-0&from=x", "from")]
    [InlineData("/api/imports/orders/days?marketplace=market-0&to=01/02/2024", "to")]
    [InlineData("/api/imports/orders/days?marketplace=market-0&limit=1001", "limit")]
    [InlineData("/api/imports/rejected?marketplace=nowhere", "marketplace")]
    [InlineData("/api/imports/rejected?importId=x", "importId")]
    [InlineData("/api/imports/discrepancies?limit=0", "limit")]
    public async Task A_question_that_makes_no_sense_is_refused_by_name(string path, string field)
    {
        using var admin = await shop.AdminAsync();

        (await admin.GetJsonAsync(path)).Is(HttpStatusCode.BadRequest).Names(field);
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        using var admin = await shop.AdminAsync();
        var id = Guid.CreateVersion7();

        (await admin.GetJsonAsync($"/api/imports/{id}")).Is(HttpStatusCode.NotFound);
        (await admin.GetJsonAsync($"/api/imports/{id}/stream")).Is(HttpStatusCode.NotFound);
        (await admin.PostJsonAsync($"/api/imports/{id}/cancel", null)).Is(HttpStatusCode.NotFound);
        (await admin.PostJsonAsync($"/api/imports/{id}/resume", null)).Is(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_marketplace_has_one_import_at_a_time()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { orders = 1_000, latencyMedianMs = 500 });
        var id = await marketplace.StartAsync();

        (await marketplace.Admin.PostJsonAsync("/api/imports", new { marketplace = marketplace.Name })).Is(HttpStatusCode.Conflict);
        var listed = (await marketplace.Admin.GetJsonAsync("/api/imports/marketplaces")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
            .Single(m => m.GetProperty("name").GetString() == marketplace.Name);

        Assert.Equal(id, listed.GetProperty("activeImport").GetGuid());
        (await marketplace.Admin.PostJsonAsync($"/api/imports/{id}/cancel", null)).Is(HttpStatusCode.OK);
        var second = await marketplace.StartAsync();
        (await marketplace.Admin.PostJsonAsync($"/api/imports/{id}/resume", null)).Is(HttpStatusCode.Conflict);
        await marketplace.UntilAsync(second, "completed");
        var page = (await marketplace.Admin.GetJsonAsync($"/api/imports?marketplace={marketplace.Name}&limit=1")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(second, Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid());
        page = (await marketplace.Admin.GetJsonAsync($"/api/imports?marketplace={marketplace.Name}&limit=1&cursor={page.GetProperty("nextCursor").GetString()}")).Json;
        Assert.Equal(id, Assert.Single(page.GetProperty("items").EnumerateArray()).GetProperty("id").GetGuid());
    }

    [Fact]
    public async Task Progress_is_streamed_until_the_end()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { seed = 20, orders = 5_000, latencyMedianMs = 200 });
        var id = await marketplace.StartAsync();
        using var stream = await marketplace.Admin.GetStreamAsync($"/api/imports/{id}/stream", Cancelled).ContinueWith(s => new StreamReader(s.Result), TaskScheduler.Default);

        var received = new List<JsonElement>();
        while (await stream.ReadLineAsync(Cancelled) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
            {
                received.Add(JsonSerializer.Deserialize<JsonElement>(line["data: ".Length..]));
            }
        }

        Assert.True(received.Count > 1);
        Assert.Equal("completed", received[^1].GetProperty("status").GetString());
        Assert.Equal(received.Select(t => TestImports.Count(t, "saved")).Order(), received.Select(t => TestImports.Count(t, "saved")));
        Assert.Equal(5_000, TestImports.Count(received[^1], "saved"));
    }

    [Fact]
    public async Task What_came_in_is_found_by_date_amount_and_label_page_by_page()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { seed = 21, orders = 1_000 });
        await marketplace.ImportAsync();
        var all = TestImports.Orders(21, 1, 1_000).OrderByDescending(o => o.Date).ThenByDescending(o => o.Id).ToList();
        var (from, to) = (all[700].Date, all[300].Date);

        Assert.Equal(all, await FindAsync(marketplace, ""));
        // A time is the same time with another offset.
        foreach (var offset in new[] { TimeSpan.Zero, TimeSpan.FromHours(2) })
        {
            var path = $"&from={from.ToOffset(offset):O}&to={to.ToOffset(offset):O}".Replace("+", "%2B", StringComparison.Ordinal);
            Assert.Equal(all.Where(o => o.Date >= from && o.Date < to), await FindAsync(marketplace, path));
        }

        Assert.Equal(all.Where(o => o.Amount is >= 20 and <= 50), await FindAsync(marketplace, "&amountMin=20&amountMax=50"));
        Assert.Equal(all.Where(o => o.Label.Contains("LAMP", StringComparison.OrdinalIgnoreCase)), await FindAsync(marketplace, "&label=LAMP"));
        Assert.Equal(all.Where(o => o.Label.Contains('%', StringComparison.Ordinal)), await FindAsync(marketplace, "&label=%25"));
    }

    [Fact]
    public async Task Totals_of_days_are_those_of_the_orders()
    {
        using var marketplace = await TestImports.OfAsync(shop, new { seed = 22, orders = 1_500, duplicates = 0.1 });
        await marketplace.ImportAsync();
        await marketplace.ImportAsync();
        var expected = TestImports.Orders(22, 1, 1_500).GroupBy(o => DateOnly.FromDateTime(o.Date.UtcDateTime))
            .Select(day => (day.Key, (long)day.Count(), day.Sum(o => o.Amount))).OrderByDescending(day => day.Key).ToList();

        var days = new List<(DateOnly, long, decimal)>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await marketplace.Admin.GetJsonAsync($"/api/imports/orders/days?marketplace={marketplace.Name}&limit=2{cursor}")).Is(HttpStatusCode.OK).Json;
            days.AddRange(page.GetProperty("items").EnumerateArray().Select(day => (
                DateOnly.ParseExact(day.GetProperty("day").GetString()!, "yyyy-MM-dd"), day.GetProperty("orders").GetInt64(), day.GetProperty("amount").GetDecimal())));
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : null;
        }

        Assert.Equal(expected, days);
    }

    static async Task<IReadOnlyList<MarketplaceOrder>> FindAsync(TestImports marketplace, string filter)
    {
        var found = new List<MarketplaceOrder>();
        for (string? cursor = ""; cursor is not null;)
        {
            var page = (await marketplace.Admin.GetJsonAsync($"/api/imports/orders?marketplace={marketplace.Name}&limit=100{filter}{cursor}")).Is(HttpStatusCode.OK).Json;
            Assert.All(page.GetProperty("items").EnumerateArray(), order => Assert.Equal("EUR", order.GetProperty("currency").GetString()));
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(o => new MarketplaceOrder(
                o.GetProperty("id").GetInt64(), o.GetProperty("orderDate").GetDateTimeOffset(), o.GetProperty("amount").GetDecimal(), o.GetProperty("label").GetString()!)));
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={next}" : null;
        }

        return found;
    }
}
