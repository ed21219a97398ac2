using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.PersonalData;

[TakesLong]
public sealed class ErasureTests(TestShop shop)
{
    [Fact]
    public async Task Nothing_tells_who_an_erased_customer_was_and_a_replay_of_all_events_brings_nothing_back()
    {
        var product = await shop.ProductAsync();
        using var customer = await KnownCustomer.RegisterAsync(shop);
        using var admin = await shop.AdminAsync();
        var delivered = await DeliveredAsync(customer, product, admin);
        await LeaveTracesAsync(customer, product);
        Assert.NotEmpty(await Trace.FindAsync(shop.Shop, customer.Texts));

        (await customer.Http.PostJsonAsync($"/api/users/{customer.Id}/erase", new { KnownCustomer.Password })).Is(HttpStatusCode.NoContent);

        await NothingIsLeftAsync(customer);
        Assert.Equal("clean", await shop.AuditAsync());
        // The handlers of inventory and payments start actions, so their events are not replayed; they keep nothing of an event that tells who somebody is.
        await ReplayAsync(admin, ("accounts", "notifications"), ("orders", "notifications"), ("orders", "carts"));
        await NothingIsLeftAsync(customer);
        Assert.Equal("clean", await shop.AuditAsync());

        // The books are as before.
        var kept = (await admin.GetJsonAsync($"/api/orders/{delivered}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(("delivered", "DE", ""), (kept.GetProperty("status").GetString(), kept.GetProperty("shippingAddress").GetProperty("country").GetString(),
            kept.GetProperty("shippingAddress").GetProperty("street").GetString()));
        Assert.True(kept.GetProperty("total").GetDecimal() > 0);
        var payment = (await admin.GetJsonAsync($"/api/payments?orderId={delivered}")).Json.GetProperty("items")[0];
        Assert.Equal(kept.GetProperty("total").GetDecimal(), payment.GetProperty("captured").GetDecimal());
    }

    [Fact]
    public async Task The_sessions_of_an_erased_customer_end_and_the_names_are_free()
    {
        using var customer = await KnownCustomer.RegisterAsync(shop);
        using var admin = await shop.AdminAsync();
        using var visitor = shop.Client();

        (await customer.Http.PostJsonAsync($"/api/users/{customer.Id}/erase", new { KnownCustomer.Password })).Is(HttpStatusCode.NoContent);

        (await visitor.PostJsonAsync("/api/auth/login", new { customer.Email, KnownCustomer.Password })).Is(HttpStatusCode.Unauthorized);
        await Eventually.TrueAsync(
            async () => (await customer.Http.GetJsonAsync("/api/orders")).Status == HttpStatusCode.Unauthorized, () => "The session of the erased customer goes on.");
        (await admin.GetJsonAsync($"/api/users/{customer.Id}")).Is(HttpStatusCode.NotFound);
        (await admin.GetJsonAsync($"/api/users/{customer.Id}/export")).Is(HttpStatusCode.NotFound);
        (await admin.PutJsonAsync($"/api/users/{customer.Id}", new { firstName = "Back" }, "*")).Is(HttpStatusCode.NotFound);
        (await admin.PostJsonAsync($"/api/users/{customer.Id}/addresses", OrderBody.Address)).Is(HttpStatusCode.NotFound);
        (await admin.PostJsonAsync($"/api/users/{customer.Id}/erase", new { })).Is(HttpStatusCode.NotFound);
        var again = await visitor.PostJsonAsync("/api/auth/register", new { customer.Username, customer.Email, KnownCustomer.Password });
        Assert.NotEqual(customer.Id, again.Is(HttpStatusCode.Created).Id);
    }

    [Fact]
    public async Task An_account_with_open_orders_is_kept_until_they_end()
    {
        var product = await shop.ProductAsync();
        using var customer = await KnownCustomer.RegisterAsync(shop);
        var order = await customer.OrderAsync(product, "tok_ok");
        await customer.UntilAsync(order.Id, o => o.GetProperty("status").GetString() == "confirmed");

        var refused = (await customer.Http.PostJsonAsync($"/api/users/{customer.Id}/erase", new { KnownCustomer.Password })).Is(HttpStatusCode.Conflict);

        var number = order.Json.GetProperty("number").GetString()!;
        Assert.Contains(number, refused.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(customer.Email, (await customer.Http.GetJsonAsync("/api/profile")).Is(HttpStatusCode.OK).Json.GetProperty("email").GetString());
        (await customer.Http.PostJsonAsync($"/api/orders/{order.Id}/cancel", null)).Is(HttpStatusCode.OK);
        (await customer.Http.PostJsonAsync($"/api/users/{customer.Id}/erase", new { KnownCustomer.Password })).Is(HttpStatusCode.NoContent);
        await NothingIsLeftAsync(customer);
    }

    [Fact]
    public async Task A_customer_confirms_with_the_password_and_an_administrator_does_not()
    {
        using var customer = await KnownCustomer.RegisterAsync(shop);
        using var other = await KnownCustomer.RegisterAsync(shop);
        using var admin = await shop.AdminAsync();

        (await customer.Http.PostJsonAsync($"/api/users/{customer.Id}/erase", new { password = "not the password" })).Is(HttpStatusCode.BadRequest).Names("password");
        (await customer.Http.PostJsonAsync($"/api/users/{customer.Id}/erase", new { })).Is(HttpStatusCode.BadRequest).Names("password");
        (await customer.Http.PostJsonAsync($"/api/users/{other.Id}/erase", new { KnownCustomer.Password })).Is(HttpStatusCode.NotFound);
        (await customer.Http.GetJsonAsync("/api/profile")).Is(HttpStatusCode.OK);
        (await admin.PostJsonAsync($"/api/users/{customer.Id}/erase", new { })).Is(HttpStatusCode.NoContent);
        await NothingIsLeftAsync(customer);
        Assert.NotEmpty(await Trace.FindAsync(shop.Shop, other.Texts));
    }

    [Fact]
    public async Task An_order_that_is_placed_while_the_account_is_erased_is_carried_out_and_erased_when_it_ends()
    {
        var product = await shop.ProductAsync();
        using var customer = await KnownCustomer.RegisterAsync(shop);
        using var admin = await shop.AdminAsync();
        var order = await customer.OrderAsync(product, "tok_ok");
        await customer.UntilAsync(order.Id, o => o.GetProperty("status").GetString() == "confirmed");

        // As if accounts had asked for open orders a moment before the order.
        await shop.ExecuteAsync("orders", $"update orders set payment_status = 'refunded' where id = '{order.Id}'");
        (await admin.PostJsonAsync($"/api/users/{customer.Id}/erase", new { })).Is(HttpStatusCode.NoContent);
        await shop.ExecuteAsync("orders", $"update orders set payment_status = 'completed' where id = '{order.Id}'");
        (await admin.PutJsonAsync($"/api/orders/{order.Id}/status", new { status = "shipped" })).Is(HttpStatusCode.OK);
        (await admin.PutJsonAsync($"/api/orders/{order.Id}/status", new { status = "delivered" })).Is(HttpStatusCode.OK);

        await NothingIsLeftAsync(customer);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    static async Task<Guid> DeliveredAsync(KnownCustomer customer, TestProduct product, HttpClient admin)
    {
        var order = await customer.OrderAsync(product, "tok_ok");
        await customer.UntilAsync(order.Id, o => o.GetProperty("status").GetString() == "confirmed");
        (await admin.PutJsonAsync($"/api/orders/{order.Id}/status", new { status = "shipped" })).Is(HttpStatusCode.OK);
        (await admin.PutJsonAsync($"/api/orders/{order.Id}/status", new { status = "delivered" })).Is(HttpStatusCode.OK);
        return order.Id;
    }

    // In every place in which the shop keeps what customers tell it.
    async Task LeaveTracesAsync(KnownCustomer customer, TestProduct product)
    {
        var cancelled = await customer.OrderAsync(product);
        await customer.UntilAsync(cancelled.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "failed");
        (await customer.Http.PostJsonAsync($"/api/orders/{cancelled.Id}/cancel", null)).Is(HttpStatusCode.OK);
        (await customer.Http.PostJsonAsync("/api/cart/items", new { sku = product.Sku, quantity = 2 })).Is(HttpStatusCode.OK);
        (await customer.Http.PostJsonAsync($"/api/users/{customer.Id}/addresses", customer.Address("second"))).Is(HttpStatusCode.Created);
        (await customer.Http.PutJsonAsync($"/api/users/{customer.Id}", new { firstName = $"{customer.Texts[0]} Changed" }, "*")).Is(HttpStatusCode.OK);
        (await customer.Http.PutJsonAsync(
            "/api/notifications/preferences", new { items = new[] { new { channel = "mail", kind = "order_shipped", enabled = false } }, language = "de" })).Is(HttpStatusCode.OK);
        await Eventually.TrueAsync(
            async () => (await Trace.FindAsync(shop.Shop, $"{customer.Texts[0]} Changed")).Any(t => t.StartsWith("notifications.contacts", StringComparison.Ordinal)),
            () => "Notifications does not know the changed name.");
    }

    async Task NothingIsLeftAsync(KnownCustomer customer)
    {
        IReadOnlyList<string> found = [];
        await Eventually.TrueAsync(async () => (found = await Trace.FindAsync(shop.Shop, customer.Texts)).Count == 0, () => string.Join("; ", found));
        Assert.DoesNotContain(await Trace.FindAsync(shop.Shop, customer.Id.ToString()), t => t.StartsWith("notifications.notifications", StringComparison.Ordinal)
            || t.StartsWith("notifications.muted", StringComparison.Ordinal) || t.StartsWith("notifications.user_languages", StringComparison.Ordinal)
            || t.StartsWith("carts.carts:", StringComparison.Ordinal));
    }

    static async Task ReplayAsync(HttpClient admin, params (string From, string To)[] replays)
    {
        foreach (var (from, to) in replays)
        {
            var replay = (await admin.PostJsonAsync($"/api/admin/{to}/events/replay", new { publisher = from })).Is(HttpStatusCode.Accepted);
            await Eventually.AnsweredAsync(admin, $"/api/admin/{to}/events/replays/{replay.Id}", r => r.GetProperty("finishedAt").ValueKind != JsonValueKind.Null);
        }
    }
}
