using System.Net;
using System.Text.Json;
using Cartwright.Catalog;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.CatalogService;

/// <summary>What a customer finds, and what changes it.</summary>
public sealed class SearchTests(TestShop shop)
{
    readonly string _word = "q" + string.Concat(Guid.NewGuid().ToByteArray()[..10].Select(b => (char)('a' + (b % 26))));

    [Fact]
    public async Task Facets_narrow_a_search_and_count_what_could_be_selected_instead()
    {
        using var visitor = await AddedAsync();

        Assert.Equal("3: alba 2, birch 1; red 2, blue 1; S 1, M 1", await AskAsync(visitor, ""));
        Assert.Equal("2: alba 2, birch 1; red 1, blue 1; S 1, M 1", await AskAsync(visitor, "&brand=alba"));
        Assert.Equal("2: alba 1, birch 1; red 2, blue 1; S 1", await AskAsync(visitor, "&attributes.colour=RED"));
        Assert.Equal("1: alba 1, birch 1; red 1, blue 1; S 1", await AskAsync(visitor, "&brand=alba&attributes.colour=red"));
        Assert.Equal("3: alba 2, birch 1; red 2, blue 1; S 1, M 1", await AskAsync(visitor, "&attributes.colour=red&attributes.colour=blue"));
        Assert.Equal("1: alba 1; red 1; S 1", await AskAsync(visitor, "&attributes.size=S&priceMax=10"));
        Assert.Equal("0: ; ; ", await AskAsync(visitor, "&inStock=true"));
        var facets = (await SearchAsync(visitor, "")).GetProperty("facets");
        Assert.Equal(
            "tests-search 3",
            string.Join(' ', facets.GetProperty("categories").EnumerateArray().Select(c => $"{c.GetProperty("slug").GetString()} {c.GetProperty("count").GetInt32()}")));
        Assert.Equal([10m, 25m], facets.GetProperty("prices").EnumerateArray().Select(p => p.GetProperty("min").GetDecimal()));
        Assert.Equal(JsonValueKind.Null, (await SearchAsync(visitor, "&facets=false")).GetProperty("facets").ValueKind);
    }

    [Fact]
    public async Task Stock_and_price_show_in_a_search_within_a_moment()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var product = await NewAsync(admin, $"{_word} kettle", "alba", "red", "S", 10m);

        await Eventually.EqualAsync("10.00 sold out", StateAsync);
        (await admin.PutJsonAsync($"/api/inventory/{product}", new { stockLevel = 2, warehouseId = "main" })).Is(HttpStatusCode.OK);
        await Eventually.EqualAsync("10.00 in stock", StateAsync);
        var etag = (await admin.GetJsonAsync($"/api/products/{product}")).Response.Headers.ETag!.Tag;
        (await admin.PutJsonAsync($"/api/products/{product}", Body($"{_word} kettle", "alba", "red", "S", 12m), etag)).Is(HttpStatusCode.OK);
        await Eventually.EqualAsync("12.00 in stock", StateAsync);
        (await admin.PutJsonAsync($"/api/inventory/{product}", new { stockLevel = 0, warehouseId = "main" })).Is(HttpStatusCode.OK);
        await Eventually.EqualAsync("12.00 sold out", StateAsync);
        (await admin.SendAsync(HttpMethod.Delete, $"/api/products/{product}", null, m => m.Headers.TryAddWithoutValidation("If-Match", "*"))).Is(HttpStatusCode.NoContent);
        await Eventually.EqualAsync("nothing", StateAsync);

        async Task<string> StateAsync()
        {
            var inStock = await SearchAsync(visitor, "&inStock=true");
            var all = await SearchAsync(visitor, "");
            return all.GetProperty("items").EnumerateArray().ToList() is [var item]
                ? $"{item.GetProperty("price").GetDecimal():0.00} {(inStock.GetProperty("total").GetInt32() == 1 ? "in stock" : "sold out")}"
                : "nothing";
        }
    }

    [Fact]
    public async Task What_was_dropped_corrected_and_matched_is_said()
    {
        using var visitor = await AddedAsync();

        var typo = (await visitor.GetJsonAsync($"/api/products/search?q={_word[..^1]}{(_word[^1] == 'z' ? 'y' : 'z')} nosuchword")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(3, typo.GetProperty("total").GetInt32());
        Assert.Equal("nosuchword", typo.GetProperty("dropped")[0].GetString());
        Assert.Equal(_word, typo.GetProperty("corrections")[0].GetProperty("searched").GetString());
        var mark = typo.GetProperty("highlights")[0].GetProperty("name")[0];
        Assert.Equal((0, _word.Length), (mark.GetProperty("start").GetInt32(), mark.GetProperty("length").GetInt32()));
        Assert.Equal(0, (await visitor.GetJsonAsync("/api/products/search?q=nosuchwordatall")).Is(HttpStatusCode.OK).Json.GetProperty("total").GetInt32());
    }

    [Fact]
    public async Task Only_staff_sees_why_a_product_stands_where_it_does()
    {
        using var visitor = await AddedAsync();
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();

        var explained = await SearchAsync(admin, "&explain=true");

        var reason = explained.GetProperty("explanations")[0].GetProperty("reasons")[0];
        Assert.Equal(("name", "exact"), (reason.GetProperty("field").GetString(), reason.GetProperty("kind").GetString()));
        (await visitor.GetJsonAsync("/api/products/search?explain=true")).Is(HttpStatusCode.Forbidden);
        (await customer.Http.GetJsonAsync("/api/products/search?explain=true")).Is(HttpStatusCode.Forbidden);
        Assert.Equal(JsonValueKind.Null, (await SearchAsync(visitor, "")).GetProperty("explanations").ValueKind);
    }

    [Fact]
    public async Task What_cannot_be_searched_is_named()
    {
        using var visitor = shop.Client();
        var tooMany = string.Concat(Enumerable.Range(0, 11).Select(i => $"&attributes.a{i}=x"));

        (await visitor.GetJsonAsync("/api/products/search?attributes.colour=")).Is(HttpStatusCode.BadRequest).Names("attributes.colour");
        (await visitor.GetJsonAsync("/api/products/search?attributes.=x")).Is(HttpStatusCode.BadRequest).Names("attributes.");
        (await visitor.GetJsonAsync($"/api/products/search?{tooMany}")).Is(HttpStatusCode.BadRequest).Names("attributes.a10");
        (await visitor.GetJsonAsync($"/api/products/search?brand={new string('x', 101)}")).Is(HttpStatusCode.BadRequest).Names("brand");
        (await visitor.GetJsonAsync("/api/products/search?attribute.colour=red")).Is(HttpStatusCode.BadRequest).Names("attribute.colour");
        (await visitor.GetJsonAsync("/api/products?attributes.colour=red")).Is(HttpStatusCode.BadRequest).Names("attributes.colour");
        var cursor = (await visitor.GetJsonAsync("/api/products?limit=1")).Json.GetProperty("nextCursor").GetString() ?? "AAAA";
        (await visitor.GetJsonAsync($"/api/products/search?cursor={cursor}")).Is(HttpStatusCode.BadRequest).Names("cursor");
    }

    async Task<HttpClient> AddedAsync()
    {
        using var admin = await shop.AdminAsync();
        Guid[] added =
        [
            await NewAsync(admin, $"{_word} lamp", "alba", "red", "S", 10m),
            await NewAsync(admin, $"{_word} desk", "alba", "blue", "M", 20m),
            await NewAsync(admin, $"{_word} mug", "birch", "red", null, 30m),
        ];
        // Each instance has an index of its own, and may answer the next search.
        foreach (var search in shop.Shop.Service<ProductSearch>("catalog"))
        {
            await Eventually.EqualAsync(
                added.Length, async () => (await search.FindAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken) as ProductIndex)?.ReadStock(added).Count ?? 0);
        }

        return shop.Client();
    }

    static async Task<Guid> NewAsync(HttpClient admin, string name, string brand, string colour, string? size, decimal price)
    {
        await admin.PostJsonAsync("/api/products/categories", new { slug = "tests-search", name = "Searched" });
        return (await admin.PostJsonAsync("/api/products", Body(name, brand, colour, size, price))).Is(HttpStatusCode.Created).Id;
    }

    static object Body(string name, string brand, string colour, string? size, decimal price) => new
    {
        name, category = "tests-search", brand, price,
        attributes = size is null ? new Dictionary<string, string> { ["colour"] = colour } : new Dictionary<string, string> { ["colour"] = colour, ["size"] = size },
    };

    async Task<JsonElement> SearchAsync(HttpClient client, string more) =>
        (await client.GetJsonAsync($"/api/products/search?q={_word}{more}")).Is(HttpStatusCode.OK).Json;

    // Total, brands, colours and sizes with their counts.
    async Task<string> AskAsync(HttpClient client, string more)
    {
        var found = await SearchAsync(client, more);
        var facets = found.GetProperty("facets");
        var attributes = facets.GetProperty("attributes").EnumerateArray().ToDictionary(a => a.GetProperty("name").GetString()!, a => a.GetProperty("values"));
        return $"{found.GetProperty("total").GetInt32()}: {Values(facets.GetProperty("brands"))}; {Of("colour")}; {Of("size")}";

        string Of(string name) => attributes.TryGetValue(name, out var values) ? Values(values) : "";
    }

    static string Values(JsonElement values) => string.Join(
        ", ",
        values.EnumerateArray().Select(v => (Value: v.GetProperty("value").GetString(), Count: v.GetProperty("count").GetInt32()))
            .OrderByDescending(v => v.Count).ThenBy(v => "alba birch red blue S M".IndexOf(v.Value!, StringComparison.Ordinal)).Select(v => $"{v.Value} {v.Count}"));
}
