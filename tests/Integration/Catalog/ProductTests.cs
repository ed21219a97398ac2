using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.CatalogService;

public sealed class ProductTests(TestShop shop)
{
    [Fact]
    public async Task A_product_is_added_read_edited_and_removed()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        // Without stock, whose arrival would change the answer.
        var product = await shop.ProductAsync(stock: 0);
        var path = $"/api/products/{product.Id}";
        var read = (await visitor.GetJsonAsync(path)).Is(HttpStatusCode.OK);
        var etag = read.Response.Headers.ETag!.Tag;

        (await visitor.SendAsync(HttpMethod.Get, path, null, m => m.Headers.TryAddWithoutValidation("If-None-Match", etag))).Is(HttpStatusCode.NotModified);
        (await admin.PutJsonAsync(path, Body("New name", product.Sku))).Is(HttpStatusCode.PreconditionRequired);
        var edited = (await admin.PutJsonAsync(path, Body("New name", product.Sku), etag)).Is(HttpStatusCode.OK);
        (await admin.PutJsonAsync(path, Body("Newer name", product.Sku), etag)).Is(HttpStatusCode.PreconditionFailed);

        await Eventually.TrueAsync(async () => (await visitor.GetJsonAsync(path)).Json.GetProperty("name").GetString() == "New name", () => "The edit does not show.");
        (await admin.SendAsync(HttpMethod.Delete, path, null, m => m.Headers.TryAddWithoutValidation("If-Match", edited.Response.Headers.ETag!.Tag))).Is(HttpStatusCode.NoContent);
        await Eventually.TrueAsync(async () => (await visitor.GetJsonAsync(path)).Status == HttpStatusCode.NotFound, () => "The product is still there.");
    }

    [Fact]
    public async Task A_tag_that_a_proxy_has_made_weak_edits_a_product()
    {
        using var admin = await shop.AdminAsync();
        var product = await shop.ProductAsync(stock: 0);
        var path = $"/api/products/{product.Id}";
        var etag = (await admin.GetJsonAsync(path)).Response.Headers.ETag!.Tag;

        (await admin.PutJsonAsync(path, Body("Weak", product.Sku), $"W/{etag}")).Is(HttpStatusCode.OK);
        (await admin.PutJsonAsync(path, Body("Weaker", product.Sku), $"W/{etag}")).Is(HttpStatusCode.PreconditionFailed);
        (await admin.PutJsonAsync(path, Body("Any", product.Sku), "*")).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Search_finds_an_edit()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var product = await shop.ProductAsync();
        var word = "zz" + Guid.NewGuid().ToString("N")[..10];
        Assert.Empty(await FoundAsync(visitor, word));
        var etag = (await visitor.GetJsonAsync($"/api/products/{product.Id}")).Response.Headers.ETag!.Tag;

        (await admin.PutJsonAsync($"/api/products/{product.Id}", Body($"Kettle {word}", product.Sku), etag)).Is(HttpStatusCode.OK);

        await Eventually.TrueAsync(async () => (await FoundAsync(visitor, word)).Contains(product.Id), () => "The edit is not found.");
    }

    [Fact]
    public async Task Stock_shows_on_the_products_page_within_a_moment()
    {
        using var visitor = shop.Client();
        var product = await shop.ProductAsync(stock: 7);

        await Eventually.TrueAsync(
            async () => (await visitor.GetJsonAsync($"/api/products/{product.Id}")).Json.GetProperty("available").GetInt32() == 7, () => "The stock does not show.");
    }

    [Fact]
    public async Task The_stock_of_a_sku_is_still_known_when_another_product_gets_it()
    {
        using var admin = await shop.AdminAsync();
        var first = await shop.ProductAsync(stock: 7);
        var etag = await AvailableAsync(admin, first.Id, 7);
        (await admin.SendAsync(HttpMethod.Delete, $"/api/products/{first.Id}", null, request => request.Headers.TryAddWithoutValidation("If-Match", etag)))
            .Is(HttpStatusCode.NoContent);

        var second = (await admin.PostJsonAsync("/api/products", Body("Another", first.Sku))).Is(HttpStatusCode.Created);

        await AvailableAsync(admin, second.Id, 7);
    }

    static async Task<string> AvailableAsync(HttpClient client, Guid product, int expected)
    {
        Answer? answer = null;
        await Eventually.TrueAsync(
            async () => (answer = await client.GetJsonAsync($"/api/products/{product}")).Json.GetProperty("available").GetInt32() == expected,
            () => $"The stock does not show: {answer?.Body}");
        return answer!.Response.Headers.ETag!.Tag;
    }

    [Fact]
    public async Task A_category_lists_the_products_of_those_below_it_page_by_page()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        var top = "c" + Guid.NewGuid().ToString("N")[..10];
        (await admin.PostJsonAsync("/api/products/categories", new { slug = top, name = "Top" })).Is(HttpStatusCode.Created);
        (await admin.PostJsonAsync("/api/products/categories", new { slug = top + "-below", name = "Below", parent = top })).Is(HttpStatusCode.Created);
        (await admin.PostJsonAsync("/api/products/categories", new { slug = top, name = "Again" })).Is(HttpStatusCode.Conflict).Names("slug");
        var batch = (await admin.PostJsonAsync(
            "/api/products/batch",
            new
            {
                items = Enumerable.Range(1, 5).Select(i => new { name = $"P{i}", category = i % 2 == 0 ? top : top + "-below", sku = $"{top}-{i}", price = i * 10m }),
            })).Is(HttpStatusCode.Created);

        var prices = new List<decimal>();
        var cursor = "";
        while (cursor is not null)
        {
            var page = (await visitor.GetJsonAsync($"/api/products?category={top}&sort=-price&limit=2&cursor={cursor}")).Is(HttpStatusCode.OK).Json;
            prices.AddRange(page.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("price").GetDecimal()));
            cursor = page.GetProperty("nextCursor").GetString();
        }

        Assert.Equal(5, batch.Json.GetProperty("items").GetArrayLength());
        Assert.Equal([50, 40, 30, 20, 10], prices);
        var categories = (await visitor.GetJsonAsync("/api/products/categories")).Json.GetProperty("items").EnumerateArray().ToDictionary(c => c.GetProperty("slug").GetString()!);
        Assert.Equal(5, categories[top].GetProperty("productCount").GetInt32());
        Assert.Equal(3, categories[top + "-below"].GetProperty("productCount").GetInt32());
    }

    [Fact]
    public async Task An_inactive_product_is_shown_to_staff_only()
    {
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();
        using var customer = await shop.CustomerAsync();
        var product = await shop.ProductAsync(stock: 0);
        var path = $"/api/products/{product.Id}";
        (await visitor.GetJsonAsync(path)).Is(HttpStatusCode.OK);

        (await admin.PutJsonAsync(path, Inactive(product.Sku), "*")).Is(HttpStatusCode.OK);

        foreach (var client in new[] { visitor, customer.Http })
        {
            await Eventually.TrueAsync(async () => (await client.GetJsonAsync(path)).Status == HttpStatusCode.NotFound, () => "The inactive product is shown.");
            await Eventually.TrueAsync(async () => await SkusAsync(client, product) == 0, () => "The SKU of the inactive product is shown.");
            await Eventually.TrueAsync(async () => await IsUnknownAsync(client, product.Sku), () => "The inactive product has a quote.");
        }

        Answer? seen = null;
        await Eventually.TrueAsync(
            async () => !(seen = (await admin.GetJsonAsync(path)).Is(HttpStatusCode.OK)).Json.GetProperty("active").GetBoolean(), () => "Staff see the product of before.");
        Assert.True(seen!.Response.Headers.CacheControl!.Private);
        (await admin.PutJsonAsync(path, Body($"Product {product.Sku}", product.Sku), seen.Response.Headers.ETag!.Tag)).Is(HttpStatusCode.OK);
        await Eventually.TrueAsync(async () => (await visitor.GetJsonAsync(path)).Status == HttpStatusCode.OK, () => "The active product is not shown.");
    }

    [Fact]
    public async Task A_new_inactive_product_can_be_stocked_at_once()
    {
        using var admin = await shop.AdminAsync();
        await shop.ProductAsync(stock: 0); // The first one of the tests makes their category.
        var sku = "T-" + Guid.NewGuid().ToString("N")[..12];

        var hidden = (await admin.PostJsonAsync("/api/products", Inactive(sku))).Is(HttpStatusCode.Created);

        (await admin.PutJsonAsync($"/api/inventory/{hidden.Id}", new { stockLevel = 3, warehouseId = "main" })).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_batch_with_one_bad_product_adds_none()
    {
        using var admin = await shop.AdminAsync();
        var known = await shop.ProductAsync();
        var sku = "B-" + Guid.NewGuid().ToString("N")[..10];

        var answer = await admin.PostJsonAsync(
            "/api/products/batch",
            new { items = new[] { new { name = "A", category = "tests", sku, price = 1m }, new { name = "B", category = "tests", sku = known.Sku, price = 1m } } });

        answer.Is(HttpStatusCode.Conflict).Names("items[1].sku");
        Assert.Empty((await admin.GetJsonAsync($"/api/products/skus?sku={sku}")).Json.GetProperty("items").EnumerateArray());
    }

    [Fact]
    public async Task A_sku_of_another_product_is_refused_where_the_client_wrote_it()
    {
        using var admin = await shop.AdminAsync();
        var known = await shop.ProductAsync();

        (await admin.PostJsonAsync("/api/products", new { name = "A", category = "tests", sku = known.Sku, price = 1m })).Is(HttpStatusCode.Conflict).Names("sku");
        (await admin.PostJsonAsync("/api/products", new { name = "A", category = "tests", variants = new[] { new { sku = known.Sku, price = 1m } } }))
            .Is(HttpStatusCode.Conflict).Names("variants[0].sku");
    }

    [Fact]
    public async Task Text_is_kept_as_it_was_written_whatever_language_it_resembles()
    {
        await shop.ProductAsync(stock: 0); // The first one of the tests makes their category.
        using var admin = await shop.AdminAsync();
        const string text = "Robert'); drop table products;-- <script>alert(1)</script> \u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645 \ud83d\ude00 {{7*7}} %s";

        var product = await admin.PostJsonAsync(
            "/api/products",
            new { name = text, description = text, category = "tests", price = 1m, attributes = new Dictionary<string, string> { ["My Key"] = text } });

        var read = (await admin.GetJsonAsync($"/api/products/{product.Is(HttpStatusCode.Created).Id}")).Json;
        Assert.All([read.GetProperty("name"), read.GetProperty("description"), read.GetProperty("attributes").GetProperty("My Key")], part => Assert.Equal(text, part.GetString()));
    }

    static async Task<int> SkusAsync(HttpClient client, TestProduct product) =>
        (await client.GetJsonAsync($"/api/products/skus?sku={product.Sku}&productId={product.Id}")).Is(HttpStatusCode.OK).Json.GetProperty("items").GetArrayLength();

    static async Task<bool> IsUnknownAsync(HttpClient client, string sku) =>
        (await client.PostJsonAsync("/api/orders/quote", new { items = new[] { new { sku, quantity = 1 } } })).Is(HttpStatusCode.OK)
        .Json.GetProperty("unknown").EnumerateArray().Any(unknown => unknown.GetString() == sku);

    static object Inactive(string sku) => new { name = "Hidden", category = "tests", sku, price = 10m, active = false };

    static object Body(string name, string sku) => new { name, category = "tests", sku, price = 10m };

    static async Task<IEnumerable<Guid>> FoundAsync(HttpClient client, string word) =>
        (await client.GetJsonAsync($"/api/products/search?q={word}")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
        .Select(i => i.GetProperty("id").GetGuid()).ToList();
}
