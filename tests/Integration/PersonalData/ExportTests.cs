using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.PersonalData;

public sealed class ExportTests(TestShop shop)
{
    [Fact]
    public async Task An_export_holds_all_and_only_the_data_of_its_owner()
    {
        var product = await shop.ProductAsync();
        using var customer = await KnownCustomer.RegisterAsync(shop);
        using var other = await KnownCustomer.RegisterAsync(shop);
        var order = await customer.OrderAsync(product, "tok_ok");
        var others = await other.OrderAsync(product, "tok_ok");
        await customer.UntilAsync(order.Id, o => o.GetProperty("status").GetString() == "confirmed");
        (await customer.Http.PostJsonAsync("/api/cart/items", new { sku = product.Sku, quantity = 3 })).Is(HttpStatusCode.OK);
        (await customer.Http.PutJsonAsync("/api/notifications/preferences", new { language = "de" })).Is(HttpStatusCode.OK);
        await Eventually.AnsweredAsync(
            customer.Http, "/api/notifications", n => n.GetProperty("items").EnumerateArray().Any(i => i.GetProperty("kind").GetString() == "order_confirmed"));

        var export = (await customer.Http.GetJsonAsync($"/api/users/{customer.Id}/export")).Is(HttpStatusCode.OK);

        Assert.True(export.Response.Headers.CacheControl!.NoStore);
        Assert.Equal("attachment", export.Response.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Matches(@"^account-\d{4}-\d\d-\d\d\.json$", export.Response.Content.Headers.ContentDisposition.FileName);
        var data = export.Json;
        Assert.Equal(customer.Email, data.GetProperty("profile").GetProperty("email").GetString());
        Assert.Contains("first street", data.GetProperty("profile").GetProperty("addresses")[0].GetProperty("street").GetString(), StringComparison.Ordinal);
        Assert.Single(data.GetProperty("sessions").EnumerateArray());
        var exported = Assert.Single(data.GetProperty("orders").EnumerateArray());
        Assert.Equal(order.Id, exported.GetProperty("order").GetProperty("id").GetGuid());
        Assert.Contains("order.confirmed", exported.GetProperty("timeline").EnumerateArray().Select(e => e.GetProperty("event").GetString()));
        Assert.Equal(order.Id, Assert.Single(data.GetProperty("payments").EnumerateArray()).GetProperty("orderId").GetGuid());
        Assert.Equal(order.Id, Assert.Single(data.GetProperty("shipments").EnumerateArray()).GetProperty("orderId").GetGuid());
        Assert.Equal(product.Sku, Assert.Single(data.GetProperty("carts").EnumerateArray()).GetProperty("lines")[0].GetProperty("sku").GetString());
        Assert.Contains("welcome", data.GetProperty("notifications").EnumerateArray().Select(n => n.GetProperty("kind").GetString()));
        Assert.NotEmpty(data.GetProperty("notificationPreferences").EnumerateArray());
        Assert.Equal("de", Assert.Single(data.GetProperty("notificationLanguage").EnumerateArray()).GetProperty("language").GetString());

        Assert.DoesNotContain(other.Texts[0], export.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain(others.Id.ToString(), export.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("tok_ok", export.Body, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("hash", export.Body, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task An_export_has_all_pages_of_an_owner()
    {
        const int orders = 103;
        var product = await shop.ProductAsync(stock: orders);
        using var customer = await KnownCustomer.RegisterAsync(shop);
        var placed = await Task.WhenAll(Enumerable.Range(0, orders).Select(_ => customer.OrderAsync(product, "tok_ok")));

        var export = (await customer.Http.GetJsonAsync($"/api/users/{customer.Id}/export")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(
            placed.Select(o => o.Id).Order(),
            export.GetProperty("orders").EnumerateArray().Select(o => o.GetProperty("order").GetProperty("id").GetGuid()).Order());
    }

    [Fact]
    public async Task An_export_is_for_its_owner_and_for_staff()
    {
        using var customer = await KnownCustomer.RegisterAsync(shop);
        using var other = await shop.CustomerAsync();
        using var nobody = shop.Client();
        using var admin = await shop.AdminAsync();

        (await other.Http.GetJsonAsync($"/api/users/{customer.Id}/export")).Is(HttpStatusCode.NotFound);
        (await nobody.GetJsonAsync($"/api/users/{customer.Id}/export")).Is(HttpStatusCode.Unauthorized);
        (await nobody.GetJsonAsync($"/internal/users/{customer.Id}/data")).Is(HttpStatusCode.NotFound);
        Assert.Contains(customer.Email, (await admin.GetJsonAsync($"/api/users/{customer.Id}/export")).Is(HttpStatusCode.OK).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_data_for_an_export_is_shown_to_services_only()
    {
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        foreach (var service in (string[])["orders", "payments", "carts", "notifications", "recommendations"])
        {
            var path = new Uri(shop.Shop.Address(service), $"/internal/users/{customer.Id}/data").ToString();
            (await customer.Http.GetJsonAsync(path)).Is(HttpStatusCode.Unauthorized);
            (await admin.GetJsonAsync(path)).Is(HttpStatusCode.Unauthorized);
        }
    }
}
