using System.Net;
using Cartwright.Tests.Shops;
using Stripe;

namespace Cartwright.Tests.PaymentsService;

/// <summary>What comes to the address for Stripe's webhooks; Stripe's own library signs.</summary>
[Collection(nameof(StripeShop))]
public sealed class StripeWebhookTests(StripeShop shop)
{
    const string Body = """{"id":"evt_1","object":"event","type":"payment_intent.succeeded","data":{"object":{"metadata":{"key":"order-1-1"}}}}""";

    [Theory]
    [InlineData(StripeShop.WebhookSecret, Body)]
    [InlineData(StripeShop.PreviousWebhookSecret, Body)]
    [InlineData(StripeShop.WebhookSecret, """{"type":"customer.created","data":{"object":{}}}""")]
    [InlineData(StripeShop.WebhookSecret, """{"type":"payment_intent.succeeded","data":[]}""")]
    [InlineData(StripeShop.WebhookSecret, """{"type":"payment_intent.succeeded","data":{"object":{"metadata":{"key":7}}}}""")]
    [InlineData(StripeShop.WebhookSecret, """{"type":"payment_intent.succeeded","data":{"object":{"metadata":{"key":"order-00000000000000000000000000000001-x"}}}}""")]
    [InlineData(StripeShop.WebhookSecret, "[]")]
    public async Task What_Stripe_signed_is_taken_even_if_the_shop_does_not_know_it(string secret, string body) =>
        (await SendAsync(body, EventUtility.GenerateSignatureHeader(body, secret))).Is(HttpStatusCode.OK);

    [Fact]
    public async Task What_is_forged_old_or_unsigned_is_refused()
    {
        var old = DateTimeOffset.UtcNow.AddMinutes(-6).ToUnixTimeSeconds();
        foreach (var signature in (string?[])
        [
            null, "", "t=1,v1=00", EventUtility.GenerateSignatureHeader(Body, "whsec_of_somebody"),
            EventUtility.GenerateSignatureHeader(Body, StripeShop.WebhookSecret, old), EventUtility.GenerateSignatureHeader(Body + " ", StripeShop.WebhookSecret),
        ])
        {
            (await SendAsync(Body, signature)).Is(HttpStatusCode.BadRequest).Names("Stripe-Signature");
        }

        (await SendAsync("{", EventUtility.GenerateSignatureHeader("{", StripeShop.WebhookSecret))).Is(HttpStatusCode.BadRequest).Names("body");
        (await SendAsync(new string(' ', 300_000), "t=1,v1=00")).Is(HttpStatusCode.RequestEntityTooLarge);
    }

    async Task<Answer> SendAsync(string body, string? signature)
    {
        using var client = shop.Client();
        return await client.SendAsync(HttpMethod.Post, StripeShop.WebhookPath, body, request =>
        {
            if (signature is not null)
            {
                request.Headers.TryAddWithoutValidation("Stripe-Signature", signature);
            }
        });
    }
}
