using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.PaymentsService;

/// <summary>Cards that are paid through Stripe when the order is placed.</summary>
[Collection(nameof(StripeShop))]
public sealed class StripeTests(StripeShop shop)
{
    [Fact]
    public async Task An_order_is_paid_once_and_refunded_in_parts()
    {
        var (customer, placed) = await OrderAsync("pm_card_visa");
        using var _ = customer;
        await customer.UntilAsync(placed.Id, "confirmed");
        var intent = Assert.Single(await shop.IntentsAsync(placed.Id));
        var payment = Assert.Single(await StripeShop.PaymentsAsync(customer.Http, placed.Id));
        var total = placed.Json.GetProperty("total").GetDecimal();
        Assert.Equal(
            ("succeeded", (long)(total * 100), "eur", $"order-{placed.Id:N}-1"), (intent.Status, intent.AmountReceived, intent.Currency, intent.Metadata["key"]));
        Assert.Equal(("stripe", "completed", total), (Text(payment, "provider"), Text(payment, "status"), payment.GetProperty("captured").GetDecimal()));

        using var admin = await shop.AdminAsync();
        foreach (var amount in (decimal[])[1.25m, 2m])
        {
            (await admin.PostJsonAsync($"/api/payments/{payment.GetProperty("id").GetGuid()}/refund", new { amount })).Is(HttpStatusCode.Accepted);
        }

        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.OK);
        await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "refunded");
        Assert.Equal(intent.AmountReceived, Assert.Single(await shop.IntentsAsync(placed.Id)).LatestCharge.AmountRefunded);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Theory]
    [InlineData("pm_card_visa_chargeDeclinedInsufficientFunds", "The card has insufficient funds.")]
    [InlineData("pm_card_visa_chargeDeclinedLostCard", "The card was declined.")]
    [InlineData("pm_card_chargeDeclinedExpiredCard", "The card has expired.")]
    [InlineData("pm_card_chargeDeclinedProcessingError", "The bank could not process the payment. Try again later.")]
    [InlineData("pm_card_authenticationRequired", "The bank asks for a confirmation that this shop cannot get. Use another card.")]
    [InlineData("pm_nobody", "The means of payment is not known.")]
    // The answer is lost first, and Stripe fails without having charged.
    [InlineData("pm_sim_lost_decline", "The card was declined.")]
    [InlineData("pm_sim_error_before_charge", "The payment provider failed, and nothing was charged. Please pay again.")]
    public async Task A_card_that_is_refused_says_why_and_another_one_pays(string card, string reason)
    {
        var (customer, placed) = await OrderAsync(card);
        using var _ = customer;

        var failed = await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "failed");

        Assert.Equal(("awaiting_payment", reason), (Text(failed, "status"), Text(failed.GetProperty("payment"), "failureReason")));
        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/pay", new { payment = new { method = "card", token = "pm_card_visa" } })).Is(HttpStatusCode.OK);
        await customer.UntilAsync(placed.Id, "confirmed");
        Assert.Single(await shop.IntentsAsync(placed.Id), intent => intent.Status == "succeeded");
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Theory]
    [InlineData("pm_sim_lost")]
    [InlineData("pm_sim_error_after")]
    public async Task Answers_that_are_lost_or_say_nothing_charge_and_refund_once(string card)
    {
        var (customer, placed) = await OrderAsync(card);
        using var _ = customer;
        await customer.UntilAsync(placed.Id, "confirmed");

        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.OK);

        await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "refunded");
        var intent = Assert.Single(await shop.IntentsAsync(placed.Id));
        Assert.Equal(intent.AmountReceived, intent.LatestCharge.AmountRefunded);
        Assert.Single(await shop.RefundsAsync(intent));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_refund_that_Stripe_failed_to_make_is_money_kept_until_a_person_asks_again()
    {
        var (customer, placed) = await OrderAsync("pm_sim_error_before_refund");
        using var _ = customer;
        await customer.UntilAsync(placed.Id, "confirmed");

        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.OK);

        var failed = await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "refund_failed");
        Assert.Equal("The payment provider failed and refunded nothing.", Text(failed.GetProperty("payment"), "failureReason"));
        Assert.Empty(await shop.RefundsAsync(Assert.Single(await shop.IntentsAsync(placed.Id))));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task Yen_have_no_decimals()
    {
        var product = await shop.ProductAsync(price: 1200m, currency: "JPY");
        using var customer = await shop.CustomerAsync();
        var placed = await customer.OrderAsync(product.Sku, 1, "pm_card_visa");
        await customer.UntilAsync(placed.Is(HttpStatusCode.Created).Id, "confirmed");

        var intent = Assert.Single(await shop.IntentsAsync(placed.Id));

        Assert.Equal(((long)placed.Json.GetProperty("total").GetDecimal(), "jpy"), (intent.AmountReceived, intent.Currency));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    async Task<(TestCustomer Customer, Answer Placed)> OrderAsync(string card)
    {
        var product = await shop.ProductAsync();
        var customer = await shop.CustomerAsync();
        return (customer, (await customer.OrderAsync(product.Sku, 1, card)).Is(HttpStatusCode.Created));
    }

    static string? PaymentStatus(JsonElement order) => Text(order.GetProperty("payment"), "status");

    static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();
}
