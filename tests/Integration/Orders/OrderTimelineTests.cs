using System.Net;
using Cartwright.Tests.Shops;
using Microsoft.AspNetCore.Hosting.Server;

namespace Cartwright.Tests.OrdersService;

public sealed class OrderTimelineTests(TestShop shop)
{
    [Fact]
    public async Task The_timeline_of_an_order_tells_what_every_service_did_in_order_and_in_which_trace()
    {
        var product = await shop.ProductAsync(price: 30m);
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var placed = await customer.OrderAsync(product.Sku, 1, "tok_declined");
        await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "failed");
        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/pay", new { payment = new { method = "card", token = "tok_ok" } })).Is(HttpStatusCode.OK);
        await customer.UntilAsync(placed.Id, "confirmed");
        await Eventually.AnsweredAsync(customer.Http, $"/api/shipments?orderId={placed.Id}", shipments => shipments.GetProperty("items").GetArrayLength() == 1);
        await admin.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null);
        await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "refunded");

        var timeline = (await customer.Http.GetJsonAsync($"/api/orders/{placed.Id}/timeline")).Is(HttpStatusCode.OK).Json;

        var items = timeline.GetProperty("items").EnumerateArray().ToList();
        Assert.Equal(
            [
                "orders order.created", "inventory inventory.reserved", "orders order.payment_requested", "payments payment.failed", "orders order.payment_failed",
                "orders order.payment_requested", "payments payment.completed", "orders order.confirmed", "shipping shipment.created",
                "orders order.cancelled", "payments payment.refunded",
            ],
            items.Select(i => $"{i.GetProperty("service").GetString()} {i.GetProperty("event").GetString()}"));
        Assert.Empty(timeline.GetProperty("missing").EnumerateArray());
        var traces = items.Select(i => i.GetProperty("traceId").GetString()).ToList();
        Assert.Equal([0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2], traces.Select(t => traces.Distinct().ToList().IndexOf(t)));
        Assert.All(traces, t => Assert.Matches("^[0-9a-f]{32}$", t));
        Assert.Equal(placed.Json.GetProperty("total").GetDecimal(), items[^1].GetProperty("amount").GetDecimal());
        Assert.False(string.IsNullOrEmpty(items[3].GetProperty("reason").GetString()));
        Assert.DoesNotContain("tok_", timeline.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(
            timeline.GetRawText(), (await admin.GetJsonAsync($"/api/orders/{placed.Id}/timeline")).Is(HttpStatusCode.OK).Json.GetRawText());
    }

    [Fact]
    public async Task The_timeline_of_another_customers_order_is_not_found()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var other = await shop.CustomerAsync();
        var placed = await customer.OrderAsync(product.Sku, 1);

        (await other.Http.GetJsonAsync($"/api/orders/{placed.Id}/timeline")).Is(HttpStatusCode.NotFound);
    }
}

/// <summary>A shop whose payments can stop to answer; it goes on hearing and telling events.</summary>
public sealed class ShopWhosePaymentsFallSilent() : TestShop([])
{
    /// <summary>From now on payments takes no requests.</summary>
    public Task SilenceAsync() => Task.WhenAll(Shop.Service<IServer>("payments").Select(server => server.StopAsync(CancellationToken.None)));
}

public sealed class OrderTimelineWithoutAnswerTests(ShopWhosePaymentsFallSilent shop) : IClassFixture<ShopWhosePaymentsFallSilent>
{
    [Fact]
    public async Task A_service_that_does_not_answer_is_named_and_the_others_are_told()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        var placed = await customer.OrderAsync(product.Sku, 1);
        await customer.UntilAsync(placed.Id, "confirmed");
        await Eventually.AnsweredAsync(customer.Http, $"/api/shipments?orderId={placed.Id}", shipments => shipments.GetProperty("items").GetArrayLength() == 1);
        await shop.SilenceAsync();

        var timeline = (await customer.Http.GetJsonAsync($"/api/orders/{placed.Id}/timeline")).Is(HttpStatusCode.OK).Json;

        Assert.Equal(["payments"], timeline.GetProperty("missing").EnumerateArray().Select(m => m.GetString()));
        Assert.Equal(
            ["orders", "inventory", "orders", "orders", "shipping"], timeline.GetProperty("items").EnumerateArray().Select(i => i.GetProperty("service").GetString()));
    }
}
