using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.PaymentsService;

/// <summary>What the payment provider refuses for good ends, says why, and leaves something that a person can do.</summary>
[TakesLong]
public sealed class RefusedPaymentTests(TestShop shop)
{
    [Theory]
    [InlineData("tok_nobody", 1, "The means of payment is not known.")]
    [InlineData("tok_currency_not_supported", 1, "The payment provider does not support this currency.")]
    [InlineData("tok_ok", 10, "The amount is larger than the payment provider accepts.")]
    public async Task A_payment_that_the_provider_refuses_says_why(string token, int lines, string reason)
    {
        const int unitsOfLine = 10_000;
        var ordered = new List<(string Sku, int Quantity)>();
        for (var line = 0; line < lines; line++)
        {
            ordered.Add(((await shop.ProductAsync(unitsOfLine, price: 9_999_999.99m)).Sku, unitsOfLine));
        }

        using var customer = await shop.CustomerAsync();

        var placed = await customer.Http.PostJsonAsync("/api/orders", OrderBody.Of([.. ordered], token), Guid.NewGuid().ToString());

        var failed = await customer.UntilAsync(placed.Is(HttpStatusCode.Created).Id, o => PaymentStatus(o) == "failed");
        Assert.Equal(("awaiting_payment", reason), (failed.GetProperty("status").GetString(), FailureReason(failed)));
    }

    [Fact]
    public async Task A_refund_that_the_provider_declines_is_money_kept_until_it_goes_back_on_another_way()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var placed = await CancelledAsync(customer, product, "tok_refund_declined");

        var failed = await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "refund_failed");
        Assert.Equal("The bank declined the refund.", FailureReason(failed));
        var payment = await PaymentAsync(customer, placed.Id);
        Assert.Equal(["failed The bank declined the refund."], Refunds(payment));
        Assert.Equal(0m, payment.GetProperty("refunded").GetDecimal());
        var timeline = (await customer.Http.GetJsonAsync($"/api/orders/{placed.Id}/timeline")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
        var told = Assert.Single(timeline, e => e.GetProperty("event").GetString() == "payment.refund_failed");
        Assert.Equal(
            (placed.Json.GetProperty("total").GetDecimal(), "The bank declined the refund."),
            (told.GetProperty("amount").GetDecimal(), told.GetProperty("reason").GetString()));
        Assert.Equal("clean", await shop.AuditAsync());

        var refund = $"/api/payments/{payment.GetProperty("id").GetGuid()}/refund";
        (await admin.PostJsonAsync(refund, new { })).Is(HttpStatusCode.Accepted);
        await Eventually.AnsweredAsync(
            customer.Http,
            $"/api/payments?orderId={placed.Id}",
            p => Refunds(p.GetProperty("items")[0]).SequenceEqual(Enumerable.Repeat("failed The bank declined the refund.", 2)));
        (await admin.PostJsonAsync(refund, new { method = "manual" })).Is(HttpStatusCode.BadRequest).Names("reference");
        (await admin.PostJsonAsync(refund, new { method = "cash" })).Is(HttpStatusCode.BadRequest).Names("method");
        var manual = (await admin.PostJsonAsync(refund, new { method = "manual", reference = "Transfer 4711" })).Is(HttpStatusCode.Accepted).Json;

        Assert.Equal(manual.GetProperty("captured").GetDecimal(), manual.GetProperty("refunded").GetDecimal());
        var last = manual.GetProperty("refunds")[2];
        Assert.Equal(
            ("completed", "manual", "Transfer 4711"),
            (last.GetProperty("status").GetString(), last.GetProperty("method").GetString(), last.GetProperty("reference").GetString()));
        var refunded = await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "refunded");
        Assert.Equal(JsonValueKind.Null, refunded.GetProperty("payment").GetProperty("failureReason").ValueKind);
        Assert.Equal(placed.Json.GetProperty("total").GetDecimal(), refunded.GetProperty("payment").GetProperty("refunded").GetDecimal());
        (await admin.PostJsonAsync(refund, new { })).Is(HttpStatusCode.Conflict);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_refund_that_was_declined_once_succeeds_when_an_administrator_asks_again()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var placed = await CancelledAsync(customer, product, "tok_refund_declined_once");
        await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "refund_failed");
        var payment = await PaymentAsync(customer, placed.Id);

        (await admin.PostJsonAsync($"/api/payments/{payment.GetProperty("id").GetGuid()}/refund", new { })).Is(HttpStatusCode.Accepted);

        await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "refunded");
        Assert.Equal(["failed The bank declined the refund.", "completed "], Refunds(await PaymentAsync(customer, placed.Id)));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_refund_that_the_provider_fails_to_answer_is_asked_for_again_by_itself()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();

        var placed = await CancelledAsync(customer, product, "tok_refund_error_once");

        await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "refunded");
        Assert.Equal(["completed "], Refunds(await PaymentAsync(customer, placed.Id)));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    static async Task<Answer> CancelledAsync(TestCustomer customer, TestProduct product, string token)
    {
        var placed = await customer.OrderAsync(product.Sku, 1, token);
        await customer.UntilAsync(placed.Is(HttpStatusCode.Created).Id, "confirmed");
        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.OK);
        return placed;
    }

    static async Task<JsonElement> PaymentAsync(TestCustomer customer, Guid orderId) =>
        (await customer.Http.GetJsonAsync($"/api/payments?orderId={orderId}")).Is(HttpStatusCode.OK).Json.GetProperty("items")[0];

    static List<string> Refunds(JsonElement payment) =>
        [.. payment.GetProperty("refunds").EnumerateArray().Select(r => $"{r.GetProperty("status").GetString()} {r.GetProperty("failure").GetString()}")];

    static string? PaymentStatus(JsonElement order) => order.GetProperty("payment").GetProperty("status").GetString();

    static string? FailureReason(JsonElement order) => order.GetProperty("payment").GetProperty("failureReason").GetString();
}
