using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.OrdersService;

/// <summary>A shop that takes money when it sends, not when it sells.</summary>
public sealed class ShopThatCapturesOnShipment() : TestShop(("Payments:CaptureOn", "Shipment"));

public sealed class CaptureOnShipmentTests(ShopThatCapturesOnShipment shop) : IClassFixture<ShopThatCapturesOnShipment>
{
    [Fact]
    public async Task Money_is_set_aside_when_the_order_is_placed_and_captured_when_it_is_sent()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();

        var placed = await customer.OrderAsync(product.Sku, 1);
        var confirmed = await customer.UntilAsync(placed.Id, "confirmed");
        Assert.Equal("authorized", confirmed.GetProperty("payment").GetProperty("status").GetString());
        Assert.Equal(0m, await CapturedAsync(customer, placed.Id));

        (await admin.PutJsonAsync($"/api/orders/{placed.Id}/status", new { status = "shipped" })).Is(HttpStatusCode.OK);

        await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "completed");
        Assert.Equal(placed.Json.GetProperty("total").GetDecimal(), await CapturedAsync(customer, placed.Id));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task Money_set_aside_for_an_order_that_is_cancelled_is_let_go()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        var placed = await customer.OrderAsync(product.Sku, 1);
        await customer.UntilAsync(placed.Id, "confirmed");

        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.OK);

        await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "voided");
        Assert.Equal(0m, await CapturedAsync(customer, placed.Id));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    static async Task<decimal> CapturedAsync(TestCustomer customer, Guid orderId) =>
        (await customer.Http.GetJsonAsync($"/api/payments?orderId={orderId}")).Json.GetProperty("items")[0].GetProperty("captured").GetDecimal();
}
