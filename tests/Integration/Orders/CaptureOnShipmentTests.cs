using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.OrdersService;

/// <summary>A shop that takes money when it sends, not when it sells.</summary>
public sealed class ShopThatCapturesOnShipment() : TestShop(("Payments:CaptureOn", "Shipment"));

[TakesLong]
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

    [Fact]
    public async Task A_capture_that_the_provider_declines_ends_is_told_and_can_be_asked_for_again()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var placed = await customer.OrderAsync(product.Sku, 1, "tok_capture_declined_once");
        await customer.UntilAsync(placed.Id, "confirmed");

        (await admin.PutJsonAsync($"/api/orders/{placed.Id}/status", new { status = "shipped" })).Is(HttpStatusCode.OK);

        var failed = await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "capture_failed");
        Assert.Equal("The bank declined the capture.", failed.GetProperty("payment").GetProperty("failureReason").GetString());
        var payment = await PaymentAsync(customer, placed.Id);
        Assert.Equal(
            ("capture_failed", "The bank declined the capture."), (payment.GetProperty("status").GetString(), payment.GetProperty("failure").GetString()));
        await ToldAsync(customer, placed.Id, "payment.capture_failed", "The bank declined the capture.");
        Assert.Equal("clean", await shop.AuditAsync());

        var capture = $"/api/payments/{payment.GetProperty("id").GetGuid()}/capture";
        (await customer.Http.PostJsonAsync(capture, null)).Is(HttpStatusCode.Forbidden);
        (await admin.PostJsonAsync(capture, null)).Is(HttpStatusCode.Accepted);

        var completed = await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "completed");
        Assert.Equal(JsonValueKind.Null, completed.GetProperty("payment").GetProperty("failureReason").ValueKind);
        Assert.Equal(placed.Json.GetProperty("total").GetDecimal(), await CapturedAsync(customer, placed.Id));
        (await admin.PostJsonAsync(capture, null)).Is(HttpStatusCode.Conflict);
        (await admin.PostJsonAsync($"/api/payments/{Guid.NewGuid()}/capture", null)).Is(HttpStatusCode.NotFound);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_void_that_the_provider_declines_ends_is_told_and_can_be_asked_for_again()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var placed = await customer.OrderAsync(product.Sku, 1, "tok_void_declined_once");
        await customer.UntilAsync(placed.Id, "confirmed");

        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.OK);

        await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "void_failed");
        await ToldAsync(customer, placed.Id, "payment.void_failed", "The bank declined the void.");
        Assert.Equal("clean", await shop.AuditAsync());

        var payment = (await PaymentAsync(customer, placed.Id)).GetProperty("id").GetGuid();
        (await admin.PostJsonAsync($"/api/payments/{payment}/capture", null)).Is(HttpStatusCode.Conflict);
        (await admin.PostJsonAsync($"/api/payments/{payment}/void", null)).Is(HttpStatusCode.Accepted);

        await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "voided");
        Assert.Equal("clean", await shop.AuditAsync());
    }

    static async Task<JsonElement> PaymentAsync(TestCustomer customer, Guid orderId) =>
        (await customer.Http.GetJsonAsync($"/api/payments?orderId={orderId}")).Is(HttpStatusCode.OK).Json.GetProperty("items")[0];

    static async Task ToldAsync(TestCustomer customer, Guid orderId, string name, string reason)
    {
        // A service that answers too late is not in the timeline, and says so.
        var timeline = await Eventually.AnsweredAsync(customer.Http, $"/api/orders/{orderId}/timeline", t => t.GetProperty("missing").GetArrayLength() == 0);
        Assert.Equal(reason, Assert.Single(timeline.GetProperty("items").EnumerateArray(), e => e.GetProperty("event").GetString() == name).GetProperty("reason").GetString());
    }

    static async Task<decimal> CapturedAsync(TestCustomer customer, Guid orderId) =>
        (await PaymentAsync(customer, orderId)).GetProperty("captured").GetDecimal();
}
