using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.OrdersService;

/// <summary>Orders are found by what their customers know of them.</summary>
public sealed class OrderListTests(TestShop shop)
{
    [Fact]
    public async Task An_order_is_found_by_its_number_by_its_customer_and_by_staff_alone()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var other = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var order = (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created);
        await customer.OrderAsync(product.Sku, 1);
        var number = order.Json.GetProperty("number").GetString()!;
        var typed = Uri.EscapeDataString($" {number.ToLowerInvariant().Replace('0', 'o')} ");

        foreach (var path in new[] { $"/api/orders?number={number}", $"/api/orders?number={typed}", $"/api/users/{customer.Id}/orders?number={number}" })
        {
            Assert.Equal([order.Id], Ids(await customer.Http.GetJsonAsync(path)));
        }

        Assert.Empty(Ids(await other.Http.GetJsonAsync($"/api/orders?number={number}")));
        Assert.Empty(Ids(await admin.GetJsonAsync($"/api/orders?number={number}")));
        Assert.Equal([order.Id], Ids(await admin.GetJsonAsync($"/api/orders?number={number}&all=true")));
        Assert.Empty(Ids(await customer.Http.GetJsonAsync("/api/orders?number=CW-00000-00000")));
        (await customer.Http.GetJsonAsync("/api/orders?number=17")).Is(HttpStatusCode.BadRequest).Names("number");
    }

    [Fact]
    public async Task Orders_are_counted_on_request()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        for (var i = 0; i < 3; i++)
        {
            (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created);
        }

        Assert.Equal("3", await TotalAsync(customer, "?total=true&limit=1"));
        Assert.Equal("0", await TotalAsync(customer, "?total=true&status=delivered"));
        Assert.Equal("null", await TotalAsync(customer, ""));
    }

    static async Task<string> TotalAsync(TestCustomer customer, string query) =>
        (await customer.Http.GetJsonAsync("/api/orders" + query)).Is(HttpStatusCode.OK).Json.GetProperty("total").GetRawText();

    static IEnumerable<Guid> Ids(Answer list) => list.Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray().Select(o => o.GetProperty("id").GetGuid());
}
