using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.CatalogService;

/// <summary>Lists and searches answer what was asked, and say what they do not know.</summary>
public sealed class ProductListTests(TestShop shop)
{
    [Theory]
    [InlineData("/api/products?category={0}")]
    [InlineData("/api/products/search?category={0}")]
    public async Task A_category_that_does_not_exist_is_refused_until_it_does(string path)
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var slug = NewSlug();
        var asked = path.Replace("{0}", slug, StringComparison.Ordinal);

        (await visitor.GetJsonAsync(asked)).Is(HttpStatusCode.BadRequest).Names("category");
        await AddCategoryAsync(admin, slug);

        Assert.Empty((await visitor.GetJsonAsync(asked)).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
    }

    [Theory]
    [InlineData("/api/products/skus")]
    [InlineData("/api/inventory/availability")]
    public async Task Skus_that_do_not_exist_are_named(string path)
    {
        // Without stock, so that only the catalog may know it yet.
        var product = await shop.ProductAsync(stock: 0);
        using var visitor = shop.Client();

        var answer = (await visitor.GetJsonAsync($"{path}?sku={product.Sku}&sku=no-such-sku&sku={product.Sku},no-such-sku")).Is(HttpStatusCode.OK).Json;

        Assert.Equal([product.Sku], Texts(answer.GetProperty("items"), "sku"));
        Assert.Equal(["no-such-sku", $"{product.Sku},no-such-sku"], answer.GetProperty("unknown").EnumerateArray().Select(u => u.GetString()));
    }

    [Theory]
    [InlineData("/api/products?", "name", "äpfel/1,Banane,birne,Birne 2,Zimt")]
    [InlineData("/api/products/search?", "-name", "Zimt,Birne 2,birne,Banane,äpfel/1")]
    public async Task Products_are_sorted_by_name_over_all_pages(string path, string sort, string expected)
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var slug = NewSlug();
        await AddCategoryAsync(admin, slug);
        await AddAsync(admin, slug, expected.Split(',').Order(StringComparer.Ordinal).Select(name => (name, 10m, "EUR")));

        // Where the letter of an umlaut stands depends on the language of the database.
        await Eventually.EqualAsync(5, async () => (await NamesAsync()).Count);
        await Eventually.EqualAsync(string.Join(',', expected.Split(',').Where(n => n[0] != 'ä')), async () => string.Join(',', (await NamesAsync()).Where(n => n![0] != 'ä')));

        async Task<List<string?>> NamesAsync()
        {
            var names = new List<string?>();
            var cursor = "";
            while (cursor is not null)
            {
                var page = (await visitor.GetJsonAsync($"{path}category={slug}&sort={sort}&limit=2&cursor={cursor}")).Is(HttpStatusCode.OK).Json;
                names.AddRange(Texts(page.GetProperty("items"), "name"));
                cursor = page.GetProperty("nextCursor").GetString();
            }

            return names;
        }
    }

    [Fact]
    public async Task Prices_are_compared_in_one_currency_only()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var slug = NewSlug();
        await AddCategoryAsync(admin, slug);
        await AddAsync(admin, slug, [("Dear", 90m, "EUR"), ("Cheap in yen", 15m, "JPY"), ("Cheap", 20m, "EUR"), ("Dear in yen", 9000m, "JPY")]);

        async Task<string> AskAsync(string path)
        {
            var answer = (await visitor.GetJsonAsync($"{path}&category={slug}")).Is(HttpStatusCode.OK).Json;
            return $"{answer.GetProperty("currency").GetString()}: {string.Join(", ", Texts(answer.GetProperty("items"), "name"))}";
        }

        Assert.Equal("EUR: Cheap, Dear", await AskAsync("/api/products?sort=price"));
        Assert.Equal("JPY: Dear in yen, Cheap in yen", await AskAsync("/api/products?sort=-price&currency=JPY"));
        await Eventually.EqualAsync("EUR: Cheap, Dear", () => AskAsync("/api/products/search?sort=price"));
        await Eventually.EqualAsync("EUR: Cheap", () => AskAsync("/api/products/search?priceMax=50"));
        await Eventually.EqualAsync("JPY: Cheap in yen", () => AskAsync("/api/products/search?priceMax=50&currency=JPY"));
        Assert.Equal("JPY: Cheap in yen, Dear in yen", await AskAsync("/api/products?currency=JPY&sort=name"));
        Assert.Equal(": Cheap, Cheap in yen, Dear, Dear in yen", await AskAsync("/api/products?sort=name"));
        (await visitor.GetJsonAsync("/api/products?currency=euro")).Is(HttpStatusCode.BadRequest).Names("currency");
        (await visitor.GetJsonAsync("/api/products/search?currency=")).Is(HttpStatusCode.BadRequest).Names("currency");
    }

    [Fact]
    public async Task The_total_of_a_list_is_counted_on_request()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var slug = NewSlug();
        await AddCategoryAsync(admin, slug);

        Assert.Equal("0", await TotalAsync("&total=true"));
        await AddAsync(admin, slug, Enumerable.Range(0, 3).Select(i => ($"P{i}", 1m, "EUR")));

        Assert.Equal("3", await TotalAsync("&total=true&limit=2"));
        Assert.Equal("null", await TotalAsync(""));

        async Task<string> TotalAsync(string query) =>
            (await visitor.GetJsonAsync($"/api/products?category={slug}{query}")).Is(HttpStatusCode.OK).Json.GetProperty("total").GetRawText();
    }

    [Fact]
    public async Task The_editor_reads_the_edit_from_any_instance_at_once()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var slug = NewSlug();
        await AddCategoryAsync(admin, slug);
        var product = await shop.ProductAsync(stock: 0);
        var path = $"/api/products/{product.Id}";

        for (var i = 0; i < 10; i++)
        {
            // Every instance has a copy before the edit.
            var tags = await ReadAsync(a => a.Response.Headers.ETag!.Tag);
            (await admin.PutJsonAsync(path, new { name = $"{slug} {i}", category = slug, sku = product.Sku, price = 10m }, tags[0])).Is(HttpStatusCode.OK);

            Assert.All(await ReadAsync(a => a.Json.GetProperty("name").GetString()!), name => Assert.Equal($"{slug} {i}", name));
        }

        async Task<string[]> ReadAsync(Func<Answer, string> part)
        {
            var answers = new List<string>();
            for (var reader = 0; reader < 2 * TestShop.Several; reader++)
            {
                answers.Add(part((await visitor.GetJsonAsync(path)).Is(HttpStatusCode.OK)));
            }

            return [.. answers];
        }
    }

    static string NewSlug() => "l" + Guid.NewGuid().ToString("N")[..12];

    static async Task AddCategoryAsync(HttpClient admin, string slug) =>
        (await admin.PostJsonAsync("/api/products/categories", new { slug, name = slug })).Is(HttpStatusCode.Created);

    static async Task AddAsync(HttpClient admin, string category, IEnumerable<(string Name, decimal Price, string Currency)> products) =>
        (await admin.PostJsonAsync(
            "/api/products/batch",
            new { items = products.Select((p, i) => new { name = p.Name, category, sku = $"{category}-{i}", price = p.Price, currency = p.Currency }) }))
        .Is(HttpStatusCode.Created);

    static IEnumerable<string?> Texts(JsonElement items, string member) => items.EnumerateArray().Select(i => i.GetProperty(member).GetString());
}
