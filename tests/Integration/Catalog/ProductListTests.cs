using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.CatalogService;

/// <summary>Lists and searches answer what was asked, and say what they do not know.</summary>
public sealed class ProductListTests(TestShop shop)
{
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

    static IEnumerable<string?> Texts(JsonElement items, string member) => items.EnumerateArray().Select(i => i.GetProperty(member).GetString());
}
