using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.PaymentsService;

/// <summary>Cards for which the bank asks the customer to confirm (3-D Secure).</summary>
[Collection(nameof(StripeShopWithAddress))]
public sealed class StripeActionTests(StripeShopWithAddress shop)
{
    [Fact]
    public async Task A_payment_that_the_customer_confirms_is_completed()
    {
        var (customer, order, url) = await ActionRequiredAsync();
        using var _ = customer;

        var returned = await DecideAsync(url, "accept");

        Assert.Equal($"https://shop.example/orders/{order}", returned);
        await customer.UntilAsync(order, "confirmed");
        var payment = Assert.Single(await StripeShop.PaymentsAsync(customer.Http, order));
        Assert.Equal(("completed", null), (payment.GetProperty("status").GetString(), payment.GetProperty("actionUrl").GetString()));
        var timeline = (await customer.Http.GetJsonAsync($"/api/orders/{order}/timeline")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
        Assert.Single(timeline, e => e.GetProperty("event").GetString() == "payment.action_required");
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_payment_that_the_customer_refuses_fails_and_another_card_pays()
    {
        var (customer, order, url) = await ActionRequiredAsync();
        using var _ = customer;

        await DecideAsync(url, "refuse");

        var failed = await customer.UntilAsync(order, o => PaymentStatus(o) == "failed");
        Assert.Equal("The payment was not confirmed with the bank.", failed.GetProperty("payment").GetProperty("failureReason").GetString());
        (await customer.Http.PostJsonAsync($"/api/orders/{order}/pay", new { payment = new { method = "card", token = "pm_card_visa" } })).Is(HttpStatusCode.OK);
        await customer.UntilAsync(order, "confirmed");
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task An_order_that_is_cancelled_meanwhile_can_no_longer_be_confirmed()
    {
        var (customer, order, url) = await ActionRequiredAsync();
        using var _ = customer;

        (await customer.Http.PostJsonAsync($"/api/orders/{order}/cancel", null)).Is(HttpStatusCode.OK);

        await customer.UntilAsync(order, o => PaymentStatus(o) == "cancelled");
        await DecideAsync(url, "accept");
        Assert.Equal(("canceled", 0L), Assert.Single((await shop.IntentsAsync(order)).Select(i => (i.Status, i.AmountReceived))));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    async Task<(TestCustomer Customer, Guid Order, string Url)> ActionRequiredAsync()
    {
        var product = await shop.ProductAsync();
        var customer = await shop.CustomerAsync();
        var order = (await customer.OrderAsync(product.Sku, 1, "pm_card_authenticationRequired")).Is(HttpStatusCode.Created).Id;
        var payments = await Eventually.AnsweredAsync(
            customer.Http, $"/api/payments?orderId={order}",
            p => p.GetProperty("items").EnumerateArray().Any(payment => payment.GetProperty("status").GetString() == "action_required"));
        return (customer, order, payments.GetProperty("items")[0].GetProperty("actionUrl").GetString()!);
    }

    /// <summary>Decides on the page of the bank.</summary>
    /// <returns>Where the customer is sent.</returns>
    static async Task<string?> DecideAsync(string url, string result)
    {
        using var browser = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false });
        Assert.Contains("Confirm the payment", await browser.GetStringAsync(url), StringComparison.Ordinal);
        using var answer = await browser.PostAsync(url, new FormUrlEncodedContent([new("result", result)]));
        return answer.Headers.Location?.ToString();
    }

    static string? PaymentStatus(JsonElement order) => order.GetProperty("payment").GetProperty("status").GetString();
}
