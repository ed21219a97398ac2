using System.Net;
using System.Text.Json;
using Cartwright.Tests.Feeds;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.CatalogService;

/// <summary>Products that several categories show.</summary>
public sealed class FurtherCategoryTests(TestShop shop)
{
    readonly string _word = "m" + string.Concat(Guid.NewGuid().ToByteArray()[..10].Select(b => (char)('a' + (b % 26))));

    [Fact]
    public async Task A_product_is_listed_and_found_in_each_of_its_categories_and_counts_once_in_those_above()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        await AddAsync(admin, ("top", null), ("a", "top"), ("b", "top"), ("c", null));
        var product = await ProductAsync(admin, "One", "a", "b", "c");
        await ProductAsync(admin, "Two", "b");
        await ProductAsync(admin, "Three", "c", "c", "a");

        Assert.Equal([$"{_word}-b", $"{_word}-c"], CategoriesOf((await visitor.GetJsonAsync($"/api/products/{product}")).Json));
        // The last one has c as its main category.
        Assert.Equal("top 3, a 2, b 2, c 2", await CountsAsync(async slug => (await ReadAsync(visitor, slug)).Json.GetProperty("productCount").GetInt32()));
        foreach (var sort in new[] { "newest", "price", "-price", "name", "-name" })
        {
            Assert.Equal("top 3, a 2, b 2, c 2", await CountsAsync(async slug => (await ListAsync(visitor, slug, sort)).Count));
        }

        Assert.Equal(3, (await visitor.GetJsonAsync($"/api/products?category={_word}-top&total=true&limit=1")).Json.GetProperty("total").GetInt32());
        await Eventually.EqualAsync(
            "top 3, a 2, b 2, c 2",
            () => CountsAsync(async slug => (await FoundAsync(visitor, $"category={_word}-{slug}")).GetProperty("total").GetInt32()));
        var facets = (await FoundAsync(visitor, $"q={_word}")).GetProperty("facets").GetProperty("categories").EnumerateArray()
            .ToDictionary(c => c.GetProperty("slug").GetString()!, c => c.GetProperty("count").GetInt32());
        Assert.Equal("top 3, a 2, b 2, c 2", await CountsAsync(slug => Task.FromResult(facets[$"{_word}-{slug}"])));
    }

    [Fact]
    public async Task Categories_that_move_take_their_further_products_along_and_stay_while_they_have_some()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        await AddAsync(admin, ("x", null), ("y", null), ("z", "x"));
        var product = await ProductAsync(admin, "One", "y", "z");
        (await DeleteAsync(admin, "z")).Is(HttpStatusCode.Conflict);

        (await admin.PutJsonAsync($"/api/products/categories/{_word}-z", new { slug = $"{_word}-zz", name = "Zebra", parent = (string?)null }, "*")).Is(HttpStatusCode.OK);

        Assert.Equal([$"{_word}-zz"], CategoriesOf((await admin.GetJsonAsync($"/api/products?category={_word}-zz")).Json.GetProperty("items")[0]));
        await Eventually.EqualAsync(2, async () => (await visitor.GetJsonAsync($"/api/products/{product}")).Json.GetProperty("version").GetInt32());
        await Eventually.EqualAsync(1, async () => (await FoundAsync(visitor, $"q={_word}%20zebra")).GetProperty("total").GetInt32());
        Assert.Equal(
            $"{_word}-y {_word}-zz",
            await shop.TextAsync(
                "catalog",
                $"""
                select data ->> 'category' || ' ' || (data -> 'categories' ->> 0) from events
                where aggregate_id = '{product}' and name = 'product.updated' order by position desc limit 1
                """));
        (await DeleteAsync(admin, "zz")).Is(HttpStatusCode.Conflict);
        (await DeleteAsync(admin, "x")).Is(HttpStatusCode.NoContent);

        // A slug that a category had means the present one, and nothing is left of what was there before.
        var body = new { name = $"{_word} One", category = $"{_word}-y", price = 1, categories = new[] { $"{_word}-z", $"{_word}-zz", $"{_word}-y" } };
        Assert.Equal([$"{_word}-zz"], CategoriesOf((await admin.PutJsonAsync($"/api/products/{product}", body, "*")).Is(HttpStatusCode.OK).Json));
        Assert.Empty(CategoriesOf((await admin.PutJsonAsync($"/api/products/{product}", new { body.name, body.category, body.price }, "*")).Is(HttpStatusCode.OK).Json));
        (await DeleteAsync(admin, "zz")).Is(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Categories_that_cannot_be_are_named()
    {
        using var admin = await shop.AdminAsync();
        await AddAsync(admin, ("a", null));
        Task<Answer> SendAsync(params string?[] categories) => admin.PostJsonAsync("/api/products", new { name = "N", category = $"{_word}-a", price = 1, categories });

        (await SendAsync($"{_word}-none")).Is(HttpStatusCode.UnprocessableEntity).Names("categories");
        (await SendAsync($"{_word}-a", "No slug")).Is(HttpStatusCode.BadRequest).Names("categories[1]");
        (await SendAsync((string?)null)).Is(HttpStatusCode.BadRequest).Names("categories[0]");
        (await SendAsync([.. Enumerable.Range(0, 11).Select(i => $"{_word}-{i}")])).Is(HttpStatusCode.BadRequest).Names("categories");
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public async Task A_file_sets_further_categories_and_an_export_has_them(string format)
    {
        using var admin = await shop.AdminAsync();
        await AddAsync(admin, ("a", null), ("b", null), ("old", null));
        (await admin.PutJsonAsync($"/api/products/categories/{_word}-old", new { slug = $"{_word}-new", name = "New", parent = (string?)null }, "*")).Is(HttpStatusCode.OK);
        var feed = await TestFeed.CreateAsync(admin, new { format });
        var type = format == "csv" ? "text/csv" : "application/x-ndjson";
        string File(params string[] categories) => format == "csv"
            ? $"sku,name,category,price,categories\n{feed.Code}-1,Lamp,{_word}-a,1,{string.Join('|', categories)}\n"
            : JsonSerializer.Serialize(new { sku = $"{feed.Code}-1", name = "Lamp", category = $"{_word}-a", price = 1, categories }) + "\n";

        Assert.Equal("completed 1 1 0 0 0", TestFeed.Counts(await feed.RunAsync(File($"{_word}-b", $"{_word}-old"), type: type)));
        Assert.Equal([$"{_word}-b", $"{_word}-new"], CategoriesOf(await feed.ProductAsync(shop, $"{feed.Code}-1")));
        Assert.Equal("completed 1 0 0 1 0", TestFeed.Counts(await feed.RunAsync(File($"{_word}-b", $"{_word}-new"), type: type)));
        var export = (await admin.GetJsonAsync($"/api/products/feeds/{feed.Code}/export?format={format}")).Is(HttpStatusCode.OK).Body;
        Assert.Contains(format == "csv" ? $",{_word}-b|{_word}-new," : $"\"categories\":[\"{_word}-b\",\"{_word}-new\"]", export, StringComparison.Ordinal);

        var run = await feed.RunAsync(File($"{_word}-b", $"{_word}-none"), type: type);
        Assert.Equal("categories", Assert.Single(await feed.ListAsync(run, "problems")).GetProperty("field").GetString());
        Assert.Equal("completed 1 0 1 0 0", TestFeed.Counts(await feed.RunAsync(File(), type: type)));
        Assert.Empty(CategoriesOf(await feed.ProductAsync(shop, $"{feed.Code}-1")));
    }

    [Fact]
    public async Task The_page_of_a_product_has_the_breadcrumb_of_the_main_category_and_links_to_the_others()
    {
        using var admin = await shop.AdminAsync();
        using var browser = new Browser(shop.Gateway);
        await AddAsync(admin, ("a", null), ("b", null));
        var product = await ProductAsync(admin, "One", "a", "b");
        var slug = (await admin.GetJsonAsync($"/api/products/{product}")).Json.GetProperty("slug").GetString();

        // The pages keep the tree for a moment.
        Answer? page = null;
        await Eventually.TrueAsync(
            async () => (page = await browser.GetAsync($"/products/{slug}")).Is(HttpStatusCode.OK).Body.Contains($"<a href=\"/c/{_word}-b\">b</a>", StringComparison.Ordinal),
            () => page!.Body,
            TimeSpan.FromMinutes(2));

        var breadcrumb = page!.Body[page.Body.IndexOf("<nav class=\"breadcrumbs\"", StringComparison.Ordinal)..page.Body.IndexOf("class=\"product\"", StringComparison.Ordinal)];
        Assert.Contains($"/c/{_word}-a", breadcrumb, StringComparison.Ordinal);
        Assert.DoesNotContain($"/c/{_word}-b", breadcrumb, StringComparison.Ordinal);
    }

    static IEnumerable<string?> CategoriesOf(JsonElement product) => product.GetProperty("categories").EnumerateArray().Select(c => c.GetString());

    static async Task<string> CountsAsync(Func<string, Task<int>> count)
    {
        var counts = new List<string>();
        foreach (var slug in new[] { "top", "a", "b", "c" })
        {
            counts.Add($"{slug} {await count(slug)}");
        }

        return string.Join(", ", counts);
    }

    async Task<List<Guid>> ListAsync(HttpClient client, string slug, string sort)
    {
        var found = new List<Guid>();
        for (var cursor = ""; cursor is not null;)
        {
            var page = (await client.GetJsonAsync($"/api/products?category={_word}-{slug}&sort={sort}&limit=1&cursor={cursor}")).Is(HttpStatusCode.OK).Json;
            found.AddRange(page.GetProperty("items").EnumerateArray().Select(p => p.GetProperty("id").GetGuid()));
            cursor = page.GetProperty("nextCursor").GetString();
        }

        Assert.Equal(found.Distinct(), found);
        return found;
    }

    async Task AddAsync(HttpClient admin, params (string Slug, string? Parent)[] categories) => (await admin.PostJsonAsync(
        "/api/products/categories/batch",
        new { items = categories.Select(c => new { slug = $"{_word}-{c.Slug}", name = c.Slug, parent = c.Parent is null ? null : $"{_word}-{c.Parent}" }) }))
        .Is(HttpStatusCode.Created);

    async Task<Guid> ProductAsync(HttpClient admin, string name, string category, params string[] further) => (await admin.PostJsonAsync(
        "/api/products",
        new { name = $"{_word} {name}", category = $"{_word}-{category}", price = 1m, categories = further.Select(slug => $"{_word}-{slug}") })).Is(HttpStatusCode.Created).Id;

    async Task<Answer> ReadAsync(HttpClient client, string slug) => (await client.GetJsonAsync($"/api/products/categories/{_word}-{slug}")).Is(HttpStatusCode.OK);

    static async Task<JsonElement> FoundAsync(HttpClient client, string query) => (await client.GetJsonAsync($"/api/products/search?{query}")).Is(HttpStatusCode.OK).Json;

    Task<Answer> DeleteAsync(HttpClient admin, string slug) =>
        admin.SendAsync(HttpMethod.Delete, $"/api/products/categories/{_word}-{slug}", null, m => m.Headers.TryAddWithoutValidation("If-Match", "*"));
}
