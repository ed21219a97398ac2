using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.PaymentsService;

/// <summary>Cards that Stripe authorizes when the order is placed, and captures when it is sent.</summary>
[TakesLong]
public sealed class StripeCaptureTests(StripeShopThatCapturesOnShipment shop) : IClassFixture<StripeShopThatCapturesOnShipment>
{
    [Theory]
    [InlineData("pm_card_visa")]
    [InlineData("pm_sim_lost")]
    [InlineData("pm_sim_error_after")]
    public async Task Money_is_set_aside_and_captured_once_when_the_order_is_sent(string card)
    {
        var (customer, placed) = await AuthorizedAsync(card);
        using var _ = customer;
        Assert.Equal(("requires_capture", 0L), Assert.Single((await shop.IntentsAsync(placed.Id)).Select(i => (i.Status, i.AmountReceived))));

        await ShipAsync(placed.Id);

        await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "completed");
        Assert.Equal("succeeded", Assert.Single(await shop.IntentsAsync(placed.Id)).Status);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Theory]
    [InlineData("pm_card_visa")]
    [InlineData("pm_sim_lost")]
    [InlineData("pm_sim_error_after")]
    public async Task Money_set_aside_for_a_cancelled_order_is_let_go(string card)
    {
        var (customer, placed) = await AuthorizedAsync(card);
        using var _ = customer;

        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.OK);

        await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "voided");
        Assert.Equal(("canceled", 0L), Assert.Single((await shop.IntentsAsync(placed.Id)).Select(i => (i.Status, i.AmountReceived))));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_capture_that_the_bank_declines_is_asked_for_again_by_a_person()
    {
        var (customer, placed) = await AuthorizedAsync("pm_sim_capture_declined");
        using var _ = customer;
        await ShipAsync(placed.Id);
        await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "capture_failed");

        using var admin = await shop.AdminAsync();
        var payment = Assert.Single(await StripeShop.PaymentsAsync(admin, placed.Id)).GetProperty("id").GetGuid();
        (await admin.PostJsonAsync($"/api/payments/{payment}/capture", null)).Is(HttpStatusCode.Accepted);

        await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "completed");
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task An_authorization_that_has_ended_cannot_be_captured()
    {
        var (customer, placed) = await AuthorizedAsync("pm_card_visa");
        using var _ = customer;
        await shop.EndAsync(Assert.Single(await shop.IntentsAsync(placed.Id)));

        await ShipAsync(placed.Id);

        var failed = await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "capture_failed");
        Assert.Equal("The authorization has ended.", failed.GetProperty("payment").GetProperty("failureReason").GetString());
        Assert.Equal("clean", await shop.AuditAsync());
    }

    async Task<(TestCustomer Customer, Answer Placed)> AuthorizedAsync(string card)
    {
        var product = await shop.ProductAsync();
        var customer = await shop.CustomerAsync();
        var placed = (await customer.OrderAsync(product.Sku, 1, card)).Is(HttpStatusCode.Created);
        await customer.UntilAsync(placed.Id, o => PaymentStatus(o) == "authorized");
        return (customer, placed);
    }

    async Task ShipAsync(Guid order)
    {
        using var admin = await shop.AdminAsync();
        (await admin.PutJsonAsync($"/api/orders/{order}/status", new { status = "shipped" })).Is(HttpStatusCode.OK);
    }

    static string? PaymentStatus(JsonElement order) => order.GetProperty("payment").GetProperty("status").GetString();
}
