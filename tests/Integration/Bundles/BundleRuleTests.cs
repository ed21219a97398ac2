using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Bundles;

public sealed class BundleRuleTests(TestShop shop)
{
    [Fact]
    public async Task What_is_wrong_with_a_bundle_is_named()
    {
        var (lamp, bulb, yen) = (await shop.ProductAsync(stock: 0), await shop.ProductAsync(stock: 0), await shop.ProductAsync(stock: 0, price: 100m, currency: "JPY"));
        using var admin = await shop.AdminAsync();
        var bundle = await TestBundle.CreateAsync(admin, [(lamp, 1), (bulb, 2)], price: 25m);
        async Task<Answer> PostAsync(object parts, object? discountPercent = null) => await admin.PostJsonAsync("/api/products", new
        {
            name = "Set", category = "tests", currency = "EUR",
            variants = new[] { new { sku = "S-" + Guid.NewGuid().ToString("N")[..12], price = 5m, parts, discountPercent } },
        });
        object Part(string sku, int quantity = 1) => new { sku, quantity };

        (await PostAsync(new[] { Part(lamp.Sku) })).Is(HttpStatusCode.BadRequest).Names("variants[0].parts");
        (await PostAsync(Enumerable.Range(0, 21).Select(i => Part($"P-{i}")))).Is(HttpStatusCode.BadRequest).Names("variants[0].parts");
        (await PostAsync(new[] { Part(lamp.Sku), Part(lamp.Sku) })).Is(HttpStatusCode.BadRequest).Names("variants[0].parts[1].sku");
        (await PostAsync(new[] { Part(lamp.Sku), Part("no sku") })).Is(HttpStatusCode.BadRequest).Names("variants[0].parts[1].sku");
        (await PostAsync(new[] { Part(lamp.Sku), Part(bulb.Sku, 101) })).Is(HttpStatusCode.BadRequest).Names("variants[0].parts[1].quantity");
        (await PostAsync(new[] { Part(lamp.Sku), null })).Is(HttpStatusCode.BadRequest).Names("variants[0].parts[1]");
        (await PostAsync(new[] { Part(lamp.Sku, 2) }, 90.5m)).Is(HttpStatusCode.BadRequest).Names("variants[0].discountPercent");
        (await PostAsync(Array.Empty<object>(), 10m)).Is(HttpStatusCode.BadRequest).Names("variants[0].discountPercent");
        (await PostAsync(new[] { Part(lamp.Sku), Part("NO-SUCH-SKU") })).Is(HttpStatusCode.UnprocessableEntity).Names("variants[0].parts[1].sku");
        (await PostAsync(new[] { Part(lamp.Sku), Part(bundle.Sku) })).Is(HttpStatusCode.UnprocessableEntity).Names("variants[0].parts[1].sku");
        (await PostAsync(new[] { Part(yen.Sku), Part(lamp.Sku) })).Is(HttpStatusCode.UnprocessableEntity).Names("variants[0].parts[0].sku");
        (await PostAsync(new[] { Part(lamp.Sku, 2) }, 10.25m)).Is(HttpStatusCode.Created);
    }

    [Fact]
    public async Task A_part_stays_while_a_bundle_needs_it_and_nothing_becomes_or_ceases_to_be_a_bundle()
    {
        var (lamp, bulb) = (await shop.ProductAsync(stock: 0), await shop.ProductAsync(stock: 0));
        using var admin = await shop.AdminAsync();
        var bundle = await TestBundle.CreateAsync(admin, [(lamp, 1), (bulb, 2)], price: 25m);
        async Task<string> ETagAsync(Guid id) => (await admin.GetJsonAsync($"/api/products/{id}")).Response.Headers.ETag!.Tag;
        async Task<Answer> DeleteAsync(Guid id)
        {
            var etag = await ETagAsync(id);
            return await admin.SendAsync(HttpMethod.Delete, $"/api/products/{id}", null, r => r.Headers.TryAddWithoutValidation("If-Match", etag));
        }

        var refused = (await DeleteAsync(lamp.Id)).Is(HttpStatusCode.Conflict);
        Assert.Contains(bundle.Sku, refused.Json.GetProperty("detail").GetString());
        Assert.Contains(
            bundle.Sku,
            (await admin.PutJsonAsync($"/api/products/{lamp.Id}", new { name = "Other", category = "tests", sku = lamp.Sku + "-2", price = 1m }, await ETagAsync(lamp.Id)))
                .Is(HttpStatusCode.Conflict).Json.GetProperty("detail").GetString());
        (await admin.PutJsonAsync($"/api/products/{lamp.Id}", new { name = "Yen", category = "tests", sku = lamp.Sku, price = 1m, currency = "JPY" }, await ETagAsync(lamp.Id)))
            .Is(HttpStatusCode.UnprocessableEntity).Names("currency");
        (await admin.PutJsonAsync($"/api/products/{lamp.Id}", TestBundle.Body(lamp.Sku, [(bulb, 2)], price: 1m), await ETagAsync(lamp.Id)))
            .Is(HttpStatusCode.UnprocessableEntity).Names("variants[0].parts");
        (await bundle.ReplaceAsync(admin, new { name = "Plain", category = "tests", sku = bundle.Sku, price = 1m })).Is(HttpStatusCode.UnprocessableEntity).Names("parts");

        (await admin.PutJsonAsync($"/api/inventory/{bundle.Id}", new { stockLevel = 1, warehouseId = "main" })).Is(HttpStatusCode.UnprocessableEntity).Names("sku");
        (await admin.PutJsonAsync("/api/inventory", new { items = new[] { new { sku = bundle.Sku, warehouseId = "main", stockLevel = 9 } } }))
            .Is(HttpStatusCode.UnprocessableEntity).Names("items[0].sku");

        (await DeleteAsync(bundle.Id)).Is(HttpStatusCode.NoContent);
        (await DeleteAsync(lamp.Id)).Is(HttpStatusCode.NoContent);
    }
}
