using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.PaymentsService;

public sealed class RefundKeyTests(TestShop shop)
{
    [Theory]
    [InlineData("order-cancelled")]
    [InlineData("system:order-cancelled")]
    public async Task The_key_of_a_client_never_takes_the_place_of_the_refund_of_a_cancelled_order(string key)
    {
        var (customer, admin, order, payment) = await PaidAsync();

        (await admin.PostJsonAsync($"/api/payments/{payment}/refund", new { amount = 1 }, key)).Is(HttpStatusCode.Accepted);
        (await customer.Http.PostJsonAsync($"/api/orders/{order}/cancel", null)).Is(HttpStatusCode.OK);

        await customer.UntilAsync(order, o => o.GetProperty("payment").GetProperty("status").GetString() == "refunded");
        Assert.Equal(2, Refunds(await ReadAsync(customer, order)).Count);
        Assert.Equal("clean", await shop.AuditAsync());
        customer.Dispose();
        admin.Dispose();
    }

    [Fact]
    public async Task A_key_that_is_known_refunds_once_and_is_refused_with_another_request()
    {
        var (customer, admin, order, payment) = await PaidAsync();
        var refund = $"/api/payments/{payment}/refund";

        (await admin.PostJsonAsync(refund, new { amount = 1.5 }, "k")).Is(HttpStatusCode.Accepted);
        (await admin.PostJsonAsync(refund, """{"amount":1.50}""", "k")).Is(HttpStatusCode.Accepted);
        (await admin.PostJsonAsync(refund, new { amount = 2 }, "k")).Is(HttpStatusCode.UnprocessableEntity).Names("Idempotency-Key");
        (await admin.PostJsonAsync(refund, new { }, "k")).Is(HttpStatusCode.UnprocessableEntity).Names("Idempotency-Key");
        (await admin.PostJsonAsync(refund, new { amount = 1.5, method = "manual", reference = "r" }, "k"))
            .Is(HttpStatusCode.UnprocessableEntity).Names("Idempotency-Key");
        (await admin.PostJsonAsync(refund, new { amount = 1.5 }, "other")).Is(HttpStatusCode.Accepted);

        Assert.Equal([1.5m, 1.5m], Refunds(await ReadAsync(customer, order)));
        Assert.Equal("clean", await shop.AuditAsync());
        customer.Dispose();
        admin.Dispose();
    }

    async Task<(TestCustomer Customer, HttpClient Admin, Guid Order, Guid Payment)> PaidAsync()
    {
        var product = await shop.ProductAsync();
        var customer = await shop.CustomerAsync();
        var placed = await customer.OrderAsync(product.Sku, 1);
        await customer.UntilAsync(placed.Id, "confirmed");
        return (customer, await shop.AdminAsync(), placed.Id, (await ReadAsync(customer, placed.Id)).GetProperty("id").GetGuid());
    }

    static async Task<JsonElement> ReadAsync(TestCustomer customer, Guid order) =>
        (await customer.Http.GetJsonAsync($"/api/payments?orderId={order}")).Is(HttpStatusCode.OK).Json.GetProperty("items")[0];

    static List<decimal> Refunds(JsonElement payment) => [.. payment.GetProperty("refunds").EnumerateArray().Select(r => r.GetProperty("amount").GetDecimal())];
}
