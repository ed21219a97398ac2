using System.Net;
using System.Text.Json;
using Cartwright.Tests.Feeds;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.CatalogService;

public sealed class OptionTests(TestShop shop)
{
    static readonly object[] Declared = [new { name = "size", values = new[] { "M", "S", "L" } }, new { name = "shade", values = new[] { "Red", "Blue" } }];

    [Fact]
    public async Task Declared_options_are_shown_in_order_and_what_was_read_can_be_sent_back()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var sku = await SkuAsync();

        var created = (await admin.PostJsonAsync("/api/products", Shirt(sku, Declared))).Is(HttpStatusCode.Created);

        Assert.Equal("size: M S L, shade: Red Blue", OptionsOf(created.Json));
        var read = (await visitor.GetJsonAsync($"/api/products/{created.Id}")).Is(HttpStatusCode.OK);
        Assert.Equal("size: M S L, shade: Red Blue", OptionsOf(read.Json));
        var put = (await admin.PutJsonAsync($"/api/products/{created.Id}", read.Body, read.Response.Headers.ETag!.Tag)).Is(HttpStatusCode.OK);
        Assert.Equal(read.Json.GetProperty("variants").ToString(), put.Json.GetProperty("variants").ToString());

        // Without a declaration the order of the request counts, and nothing of what the variants have is refused.
        var derived = (await admin.PutJsonAsync($"/api/products/{created.Id}", Shirt(sku), put.Response.Headers.ETag!.Tag)).Is(HttpStatusCode.OK);
        Assert.Equal("size: S M, shade: Red Blue", OptionsOf(derived.Json));
    }

    [Fact]
    public async Task A_variant_that_does_not_fit_is_named_and_nothing_is_stored()
    {
        using var admin = await shop.AdminAsync();
        var sku = await SkuAsync();
        object Variant(string number, object? options) => new { sku = $"{sku}-{number}", price = 1, options };

        var body = new
        {
            name = "Shirt",
            category = "tests",
            options = Declared,
            variants = new[]
            {
                Variant("1", new { size = "S", shade = "Red" }), Variant("2", new { shade = "Red", size = "S" }), Variant("3", new { size = "XL", shade = "Red" }),
                Variant("4", new { size = "L" }), Variant("5", new { size = "L", shade = "Blue", fit = "slim" }),
            },
        };

        var refused = (await admin.PostJsonAsync("/api/products", body)).Is(HttpStatusCode.BadRequest);

        Assert.Equal(["variants[1].options", "variants[2].options.size", "variants[3].options.shade", "variants[4].options.fit"], refused.Fields);
        Assert.Equal(0, await shop.CountAsync("catalog", $"select count(*) from variants where sku like '{sku}-%'"));
    }

    [Fact]
    public async Task The_page_of_a_product_offers_each_value_without_a_script_and_says_what_is_sold_out()
    {
        using var admin = await shop.AdminAsync();
        using var browser = new Browser(shop.Gateway);
        var sku = await SkuAsync();
        var pictures = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            pictures.Add((await admin.UploadAsync(Uploads.Picture(400, 400), "image/png")).Is(HttpStatusCode.Created).Json.GetProperty("url").GetString()!);
        }

        var created = (await admin.PostJsonAsync("/api/products", Shirt(sku, Declared, pictures))).Is(HttpStatusCode.Created);
        var slug = created.Json.GetProperty("slug").GetString();
        (await admin.PutJsonAsync($"/api/inventory/{created.Id}", new { sku = $"{sku}-1", stockLevel = 3, warehouseId = "main" })).Is(HttpStatusCode.OK);
        Answer? page = null;
        await Eventually.TrueAsync(
            async () => (page = await browser.GetAsync($"/products/{slug}?sku={sku}-1")).Is(HttpStatusCode.OK).Body.Contains("Only 3 left", StringComparison.Ordinal),
            () => page!.Body);

        var text = page!.Body;
        // In the order of the declaration; no variant is large.
        Assert.True(text.IndexOf("id=\"size-M\"", StringComparison.Ordinal) < text.IndexOf("id=\"size-S\"", StringComparison.Ordinal));
        Assert.DoesNotContain("id=\"size-L\"", text, StringComparison.Ordinal);
        Assert.Contains(">M<span class=\"visually-hidden\"> (sold out)</span>", text, StringComparison.Ordinal);
        Assert.Contains($"href=\"/products/{slug}?sku={sku}-3\"", text, StringComparison.Ordinal);
        Assert.Contains("€10.00", text, StringComparison.Ordinal);
        Assert.True(text.IndexOf(pictures[0], StringComparison.Ordinal) < text.IndexOf(pictures[1], StringComparison.Ordinal));

        // The blue one has a price and a picture of its own, and does not come in M.
        var blue = (await browser.GetAsync($"/products/{slug}?sku={sku}-3")).Is(HttpStatusCode.OK).Body;
        Assert.Contains("€12.00", blue, StringComparison.Ordinal);
        Assert.Contains(">M<span class=\"visually-hidden\"> (with Shade Red, sold out)</span>", blue, StringComparison.Ordinal);
        Assert.True(blue.IndexOf(pictures[1], StringComparison.Ordinal) < blue.IndexOf(pictures[0], StringComparison.Ordinal));
        var line = (await admin.GetJsonAsync($"/api/products/skus?sku={sku}-3")).Json.GetProperty("items")[0];
        Assert.Equal(pictures[1], line.GetProperty("image").GetString());
    }

    [Theory]
    [InlineData("csv")]
    [InlineData("ndjson")]
    public async Task A_file_declares_options_and_an_export_has_them(string format)
    {
        using var admin = await shop.AdminAsync();
        var feed = await TestFeed.CreateAsync(admin, new { format });
        var type = format == "csv" ? "text/csv" : "application/x-ndjson";
        var (a, b) = ($"{feed.Code}-1", $"{feed.Code}-2");
        var file = format == "csv"
            ? $"sku,group,name,category,price,options,option.size\n{a},g,Shirt,tests,1,size=M|size=S,S\n{b},g,,,1,,M\n"
            : $$"""
            {"sku":"{{a}}","group":"g","name":"Shirt","category":"tests","price":1,"options":["size=M","size=S"],"option.size":"S"}
            {"sku":"{{b}}","group":"g","price":1,"option.size":"M"}
            """;

        Assert.Equal("completed 2 1 0 0 0", TestFeed.Counts(await feed.RunAsync(file, type: type)));

        Assert.Equal("size: M S", OptionsOf(await feed.ProductAsync(shop, a)));
        var export = (await admin.GetJsonAsync($"/api/products/feeds/{feed.Code}/export?format={format}")).Is(HttpStatusCode.OK).Body;
        Assert.Contains(format == "csv" ? ",size=M|size=S," : "\"options\":[\"size=M\",\"size=S\"]", export, StringComparison.Ordinal);
        var wrong = format == "csv" ? $"sku,group,price,option.size\n{a},g,1,S\n{b},g,1,S\n" : $$"""{"sku":"{{b}}","option.size":"S"}""";
        var run = await feed.RunAsync(wrong, type: type);
        var problem = Assert.Single(await feed.ListAsync(run, "problems"));
        Assert.Equal(("option.size", "S"), (problem.GetProperty("field").GetString(), problem.GetProperty("value").GetString()));
    }

    // The first product of the tests makes their category.
    async Task<string> SkuAsync() => (await shop.ProductAsync(stock: 0)).Sku;

    static object Shirt(string sku, object[]? options = null, IReadOnlyList<string>? pictures = null) => new
    {
        name = "Shirt " + sku,
        category = "tests",
        options,
        images = pictures?.Select(url => new { url }),
        variants = new[]
        {
            new { sku = $"{sku}-1", price = 10, options = new { size = "S", shade = "Red" }, image = pictures?[0] },
            new { sku = $"{sku}-2", price = 11, options = new { size = "M", shade = "Red" }, image = (string?)null },
            new { sku = $"{sku}-3", price = 12, options = new { size = "S", shade = "Blue" }, image = pictures?[1] },
        },
    };

    static string OptionsOf(JsonElement product) => string.Join(
        ", ",
        product.GetProperty("options").EnumerateArray()
            .Select(o => $"{o.GetProperty("name").GetString()}: {string.Join(' ', o.GetProperty("values").EnumerateArray().Select(v => v.GetString()))}"));
}
