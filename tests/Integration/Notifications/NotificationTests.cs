using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.NotificationsService;

public sealed class NotificationTests(TestShop shop)
{
    // Enough that each of two instances gets some.
    const int Many = 6;

    [Fact]
    public async Task A_customer_is_notified_once_of_each_step_of_an_order()
    {
        var product = await shop.ProductAsync(stock: 1);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var delivered = (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created).Id;
        await customer.UntilAsync(delivered, "confirmed");
        foreach (var status in new[] { "shipped", "delivered" })
        {
            (await admin.PutJsonAsync($"/api/orders/{delivered}/status", new { status })).Is(HttpStatusCode.OK);
        }

        var rejected = (await customer.OrderAsync(product.Sku, 5)).Is(HttpStatusCode.Created).Id;
        await customer.UntilAsync(rejected, "rejected");

        await UntilNotifiedAsync(customer, delivered, "order_confirmed", "order_shipped", "order_delivered");
        await UntilNotifiedAsync(customer, rejected, "order_rejected");
    }

    [Fact]
    public async Task A_declined_payment_and_a_cancellation_are_notified()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        var order = (await customer.OrderAsync(product.Sku, 1, "tok_declined")).Is(HttpStatusCode.Created).Id;
        await customer.UntilAsync(order, o => o.GetProperty("payment").GetProperty("status").GetString() == "failed");
        (await customer.Http.PostJsonAsync($"/api/orders/{order}/cancel", null)).Is(HttpStatusCode.OK);

        await UntilNotifiedAsync(customer, order, "payment_failed", "order_cancelled");
    }

    [Fact]
    public async Task What_was_read_does_not_count_as_unread()
    {
        using var customer = await shop.CustomerAsync();
        var list = default(JsonElement);
        await Eventually.TrueAsync(async () => (list = await ListAsync(customer)).GetProperty("unread").GetInt32() == 1, () => $"There is no welcome: {list}");

        var id = list.GetProperty("items")[0].GetProperty("id").GetGuid();
        (await customer.Http.PostJsonAsync($"/api/notifications/{id}/read", null)).Is(HttpStatusCode.NoContent);

        Assert.Equal(0, (await ListAsync(customer)).GetProperty("unread").GetInt32());
    }

    [Fact]
    public async Task A_muted_kind_is_not_sent()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        await Eventually.TrueAsync(async () => (await ListAsync(customer)).GetProperty("unread").GetInt32() == 1, () => "There is no welcome.");
        var muted = new[] { new { channel = "in_app", kind = "order_confirmed", enabled = false } };
        (await customer.Http.PutJsonAsync("/api/notifications/preferences", new { items = muted })).Is(HttpStatusCode.OK);
        var orders = (await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => customer.OrderAsync(product.Sku, 1)))).Select(o => o.Is(HttpStatusCode.Created).Id).ToList();
        foreach (var order in orders)
        {
            await customer.UntilAsync(order, "confirmed");
            (await customer.Http.PostJsonAsync($"/api/orders/{order}/cancel", null)).Is(HttpStatusCode.OK);
        }

        foreach (var order in orders)
        {
            await UntilNotifiedAsync(customer, order, "order_cancelled");
        }
    }

    [Fact]
    public async Task Every_open_page_receives_a_notification_at_once()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        var pages = await Task.WhenAll(Enumerable.Range(0, Many).Select(_ => OpenAsync(customer, timeout.Token)));

        var order = (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created).Id;

        foreach (var received in await Task.WhenAll(pages.Select(page => UntilNotifiedAsync(page, order, timeout.Token))))
        {
            Assert.Equal("order_confirmed", received.GetProperty("kind").GetString());
        }

        Array.ForEach(pages, page => page.Dispose());
    }

    static async Task<StreamReader> OpenAsync(TestCustomer customer, CancellationToken timeout)
    {
        var page = new StreamReader(await customer.Http.GetStreamAsync("/api/notifications/stream", timeout));
        Assert.Equal(": connected", await page.ReadLineAsync(timeout));
        return page;
    }

    static async Task<JsonElement> UntilNotifiedAsync(StreamReader page, Guid order, CancellationToken timeout)
    {
        var line = "";
        while (!(line!.StartsWith("data:", StringComparison.Ordinal) && line.Contains(order.ToString(), StringComparison.Ordinal)))
        {
            line = await page.ReadLineAsync(timeout) ?? throw new InvalidOperationException("The stream ended.");
        }

        return JsonSerializer.Deserialize<JsonElement>(line["data:".Length..]);
    }

    static async Task<JsonElement> ListAsync(TestCustomer customer) =>
        (await customer.Http.GetJsonAsync("/api/notifications?channel=in_app&limit=100")).Is(HttpStatusCode.OK).Json;

    static async Task UntilNotifiedAsync(TestCustomer customer, Guid orderId, params string[] kinds)
    {
        IEnumerable<string> received = [];
        await Eventually.TrueAsync(
            async () => kinds.Order().SequenceEqual((received =
                from item in (await ListAsync(customer)).GetProperty("items").EnumerateArray()
                where item.GetProperty("orderId").ValueKind == JsonValueKind.String && item.GetProperty("orderId").GetGuid() == orderId
                select item.GetProperty("kind").GetString()!).Order()),
            () => $"Notified of {string.Join(", ", received)}");
    }
}

[Collection(nameof(ConfiguredShop))]
public sealed class MailTests(ConfiguredShop shop)
{
    [Fact]
    public async Task A_new_customer_gets_a_welcome_by_mail()
    {
        using var timeout = new CancellationTokenSource(TimeSpan.FromMinutes(2));

        using var customer = await shop.CustomerAsync("mailed");

        var mail = await shop.Mails.WaitForAsync(m => m.To.Contains("mailed@example.com"), timeout.Token);
        Assert.Contains("Subject: ", mail.Data);
        Assert.Contains("mailed", mail.Data);
        Assert.Single(shop.Mails.Mails, m => m.To.Contains("mailed@example.com"));
    }
}
