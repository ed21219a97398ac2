using System.Net;
using Cartwright.Tests.Shops;
using Stripe;

namespace Cartwright.Tests.PaymentsService;

/// <summary>A shop that knows where customers return to after they have confirmed a payment with the bank.</summary>
public sealed class StripeShopWithAddress() : StripeShop(("Shop:Url", "https://shop.example"));

/// <summary>Its tests, one after another: some stop Stripe.</summary>
[TakesLong]
[CollectionDefinition(nameof(StripeShopWithAddress))]
public sealed class SharedStripeShopWithAddress : ICollectionFixture<StripeShopWithAddress>;

/// <summary>Stripe is down for a while.</summary>
[Collection(nameof(StripeShopWithAddress))]
public sealed class StripeOutageTests(StripeShopWithAddress shop)
{
    [Fact]
    public async Task Orders_wait_for_Stripe_and_one_that_is_cancelled_meanwhile_is_never_charged()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        await shop.StopStripeAsync();
        var kept = (await customer.OrderAsync(product.Sku, 1, "pm_card_visa")).Is(HttpStatusCode.Created).Id;
        var cancelled = (await customer.OrderAsync(product.Sku, 1, "pm_card_visa")).Is(HttpStatusCode.Created).Id;
        foreach (var order in (Guid[])[kept, cancelled])
        {
            await Eventually.AnsweredAsync(
                customer.Http, $"/api/payments?orderId={order}",
                p => p.GetProperty("items").EnumerateArray().Any(payment => payment.GetProperty("failure").GetString() == "The provider did not answer."));
        }

        (await customer.Http.PostJsonAsync($"/api/orders/{cancelled}/cancel", null)).Is(HttpStatusCode.OK);
        await shop.StartStripeAsync();

        await customer.UntilAsync(kept, "confirmed");
        await Eventually.AnsweredAsync(
            customer.Http, $"/api/payments?orderId={cancelled}", p => p.GetProperty("items")[0].GetProperty("status").GetString() == "cancelled");
        Assert.Equal("succeeded", Assert.Single(await shop.IntentsAsync(kept)).Status);
        Assert.Equal(("canceled", 0L), Assert.Single((await shop.IntentsAsync(cancelled)).Select(i => (i.Status, i.AmountReceived))));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_webhook_has_a_payment_looked_up_at_once()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        await shop.StopStripeAsync();
        var order = (await customer.OrderAsync(product.Sku, 1, "pm_card_visa")).Is(HttpStatusCode.Created).Id;
        await Eventually.AnsweredAsync(
            customer.Http, $"/api/payments?orderId={order}",
            p => p.GetProperty("items").EnumerateArray().Any(payment => payment.GetProperty("failure").GetString() == "The provider did not answer."));
        // As if the shop would not ask again for a while.
        await shop.ExecuteAsync("payments", $"update payments set due_at = now() + interval '1 hour' where order_id = '{order}'");
        await shop.StartStripeAsync();

        var body = "{\"type\":\"payment_intent.succeeded\",\"data\":{\"object\":{\"metadata\":{\"key\":\"" + $"order-{order:N}-1" + "\"}}}}";
        (await customer.Http.SendAsync(
            HttpMethod.Post, StripeShop.WebhookPath, body,
            request => request.Headers.Add("Stripe-Signature", EventUtility.GenerateSignatureHeader(body, StripeShop.WebhookSecret)))).Is(HttpStatusCode.OK);

        await customer.UntilAsync(order, "confirmed");
        Assert.Equal("clean", await shop.AuditAsync());
    }
}
