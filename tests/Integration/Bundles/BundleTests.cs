using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Bundles;

[TakesLong]
public sealed class BundleTests(TestShop shop)
{
    [Fact]
    public async Task A_bundle_costs_its_parts_less_the_discount_and_there_are_as_many_as_the_scarcest_part_allows()
    {
        var (lamp, bulb) = (await shop.ProductAsync(stock: 5, price: 10m), await shop.ProductAsync(stock: 7, price: 4.99m));
        using var admin = await shop.AdminAsync();
        var bundle = await TestBundle.CreateAsync(admin, [(lamp, 1), (bulb, 2)], discountPercent: 10);

        await bundle.IsAvailableAsync(admin, 3);
        var variant = (await bundle.ShowAsync(admin)).GetProperty("variants")[0];
        Assert.Equal(17.98m, variant.GetProperty("price").GetDecimal());
        Assert.Equal(
            [(lamp.Sku, 1, 10m), (bulb.Sku, 2, 4.99m)],
            variant.GetProperty("parts").EnumerateArray()
                .Select(p => (p.GetProperty("sku").GetString()!, p.GetProperty("quantity").GetInt32(), p.GetProperty("price").GetDecimal())));

        await shop.PriceAsync(lamp, 20m);
        var dearer = await bundle.ShowAsync(admin);
        Assert.Equal(26.98m, dearer.GetProperty("price").GetDecimal());
        Assert.Equal(26.98m, dearer.GetProperty("variants")[0].GetProperty("price").GetDecimal());
        Assert.Equal("Dearer", dearer.GetProperty("variants")[0].GetProperty("parts")[0].GetProperty("name").GetString());

        (await admin.PutJsonAsync($"/api/inventory/{bulb.Id}", new { stockLevel = 3, warehouseId = "main" })).Is(HttpStatusCode.OK);
        await bundle.IsAvailableAsync(admin, 1);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task An_order_of_a_bundle_takes_its_parts_as_they_were_when_it_was_placed_and_gives_them_back()
    {
        var (lamp, bulb, desk) = (await shop.ProductAsync(stock: 5), await shop.ProductAsync(stock: 7), await shop.ProductAsync(stock: 9));
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var bundle = await TestBundle.CreateAsync(admin, [(lamp, 1), (bulb, 2)], price: 25m);

        // The line of the part alone and the bundle take units of one SKU.
        var placed = (await customer.Http.PostJsonAsync("/api/orders", OrderBody.Of([(bundle.Sku, 2), (bulb.Sku, 1)]), "one")).Is(HttpStatusCode.Created);
        (await bundle.ReplaceAsync(admin, TestBundle.Body(bundle.Sku, [(desk, 3)], price: 30m))).Is(HttpStatusCode.OK);
        var order = await customer.UntilAsync(placed.Id, "confirmed");

        var line = order.GetProperty("items")[0];
        Assert.Equal(50m, line.GetProperty("lineTotal").GetDecimal());
        Assert.Equal(
            [(lamp.Sku, lamp.Id, 1), (bulb.Sku, bulb.Id, 2)],
            line.GetProperty("parts").EnumerateArray()
                .Select(p => (p.GetProperty("sku").GetString()!, p.GetProperty("productId").GetGuid(), p.GetProperty("quantity").GetInt32())));
        Assert.Equal(placed.Json.GetProperty("items")[0].GetRawText(), line.GetRawText());
        Assert.Equal([3, 2, 9], await AvailableAsync(customer.Http, lamp, bulb, desk));
        await bundle.IsAvailableAsync(admin, 3);
        Assert.Equal("clean", await shop.AuditAsync());

        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.OK);
        await Eventually.EqualAsync("5 7 9", async () => string.Join(' ', await AvailableAsync(customer.Http, lamp, bulb, desk)));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task Two_bundles_and_their_shared_part_alone_never_sell_more_than_there_is()
    {
        var (lamp, bulb, desk) = (await shop.ProductAsync(stock: 50), await shop.ProductAsync(stock: 10), await shop.ProductAsync(stock: 50));
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var (first, second) = (await TestBundle.CreateAsync(admin, [(lamp, 1), (bulb, 2)], price: 20m), await TestBundle.CreateAsync(admin, [(bulb, 1), (desk, 1)], price: 15m));

        var placed = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => customer.OrderAsync(i % 3 == 0 ? first.Sku : i % 3 == 1 ? second.Sku : bulb.Sku, 1)));
        var orders = await Task.WhenAll(placed.Select(p => customer.UntilAsync(p.Is(HttpStatusCode.Created).Id, "confirmed", "rejected")));

        var sold = orders.Where(o => o.GetProperty("status").GetString() == "confirmed")
            .Sum(o => o.GetProperty("items")[0].GetProperty("sku").GetString() == first.Sku ? 2 : 1);
        // A bundle of two may find one left, and then nobody else asks for it.
        Assert.InRange(sold, 9, 10);
        Assert.Equal([10 - sold], await AvailableAsync(customer.Http, bulb));
        Assert.Contains(orders, o => o.GetProperty("statusReason").GetString()?.Contains(bulb.Sku, StringComparison.Ordinal) is true);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_cart_shows_how_many_bundles_inventory_has_parts_for()
    {
        var (lamp, bulb) = (await shop.ProductAsync(stock: 9), await shop.ProductAsync(stock: 7));
        using var admin = await shop.AdminAsync();
        var bundle = await TestBundle.CreateAsync(admin, [(lamp, 1), (bulb, 2)], price: 25m);
        using var guest = shop.Client();

        var cart = (await guest.PostJsonAsync("/api/cart/items", new { sku = bundle.Sku, quantity = 3 })).Is(HttpStatusCode.OK);
        var line = cart.Json.GetProperty("items")[0];
        Assert.Equal((3, 75m), (line.GetProperty("available").GetInt32(), line.GetProperty("lineTotal").GetDecimal()));
        Assert.Equal([lamp.Sku, bulb.Sku], line.GetProperty("parts").EnumerateArray().Select(p => p.GetProperty("sku").GetString()));
        Assert.Equal("null", line.GetProperty("issue").GetRawText());

        (await admin.PutJsonAsync($"/api/inventory/{bulb.Id}", new { stockLevel = 5, warehouseId = "main" })).Is(HttpStatusCode.OK);
        var again = (await guest.SendAsync(HttpMethod.Get, "/api/cart", null, r => r.Headers.Add("X-Cart-Id", cart.Id.ToString()))).Is(HttpStatusCode.OK);
        var scarce = again.Json.GetProperty("items")[0];
        Assert.Equal((2, "insufficient_stock"), (scarce.GetProperty("available").GetInt32(), scarce.GetProperty("issue").GetString()));
    }

    [Fact]
    public async Task A_bundle_is_unavailable_while_a_part_is_off_sale()
    {
        var (lamp, bulb) = (await shop.ProductAsync(stock: 9), await shop.ProductAsync(stock: 7));
        using var admin = await shop.AdminAsync();
        var bundle = await TestBundle.CreateAsync(admin, [(lamp, 1), (bulb, 2)], price: 25m);
        await bundle.IsAvailableAsync(admin, 3);

        async Task SwitchAsync(bool active) => (await admin.PutJsonAsync(
            $"/api/products/{lamp.Id}", new { name = "Lamp", category = "tests", sku = lamp.Sku, price = 10m, active },
            (await admin.GetJsonAsync($"/api/products/{lamp.Id}")).Response.Headers.ETag!.Tag)).Is(HttpStatusCode.OK);
        await SwitchAsync(active: false);

        Assert.Equal(0, (await bundle.ShowAsync(admin)).GetProperty("available").GetInt32());
        using var customer = await shop.CustomerAsync();
        await Eventually.TrueAsync(
            async () => (await customer.OrderAsync(bundle.Sku, 1, key: Guid.NewGuid().ToString())).Status == HttpStatusCode.BadRequest,
            () => "A bundle with a part off sale was sold");
        await SwitchAsync(active: true);
        await bundle.IsAvailableAsync(admin, 3);
    }

    [Fact]
    public async Task Edits_of_parts_and_bundles_and_counts_at_once_leave_bundles_that_agree_with_their_parts()
    {
        var parts = new[] { await shop.ProductAsync(stock: 9), await shop.ProductAsync(stock: 9), await shop.ProductAsync(stock: 9) };
        using var admin = await shop.AdminAsync();
        var known = await Task.WhenAll(Enumerable.Range(0, 3).Select(i => TestBundle.CreateAsync(admin, [(parts[i], 1), (parts[(i + 1) % 3], 2)], discountPercent: 10)));

        var answers = await Task.WhenAll(Enumerable.Range(0, 12).SelectMany<int, Task<Answer>>(i =>
        [
            admin.PutJsonAsync($"/api/inventory/{parts[i % 3].Id}", new { stockLevel = 3 + i, warehouseId = "main" }),
            EditAsync(parts[i % 3], 5 + i),
            known[i % 3].ReplaceAsync(admin, TestBundle.Body(known[i % 3].Sku, [(parts[i % 3], 1 + (i % 2)), (parts[(i + 1) % 3], 2)], discountPercent: i)),
            admin.PostJsonAsync("/api/products", TestBundle.Body("B-" + Guid.NewGuid().ToString("N")[..12], [(parts[i % 3], 2), (parts[(i + 2) % 3], 1)], discountPercent: 20)),
        ]));

        // Another edit may be first: then this one is refused, and that is all.
        Assert.All(answers, answer => Assert.True(answer.Status is HttpStatusCode.OK or HttpStatusCode.Created or HttpStatusCode.PreconditionFailed, answer.Body));

        Assert.Equal("clean", await shop.AuditAsync());

        async Task<Answer> EditAsync(TestProduct part, decimal price)
        {
            var etag = (await admin.GetJsonAsync($"/api/products/{part.Id}")).Response.Headers.ETag!.Tag;
            return await admin.PutJsonAsync($"/api/products/{part.Id}", new { name = "Part", category = "tests", sku = part.Sku, price, weightGrams = 100 }, etag);
        }
    }

    static async Task<IReadOnlyList<int>> AvailableAsync(HttpClient client, params TestProduct[] products) =>
    [
        .. (await client.GetJsonAsync("/api/inventory/availability?" + string.Join('&', products.Select(p => $"sku={p.Sku}")))).Is(HttpStatusCode.OK)
            .Json.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("available").GetInt32()),
    ];
}
