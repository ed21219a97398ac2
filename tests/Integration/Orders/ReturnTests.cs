using System.Net;
using System.Text.Json;
using Cartwright.Tests.Bundles;
using Cartwright.Tests.Shops;
using static Cartwright.Tests.OrdersService.TestReturns;

namespace Cartwright.Tests.OrdersService;

public sealed class ReturnTests(TestShop shop)
{
    const string LongAgo = "update orders set delivered_at = now() - interval '20 days' where id = $1";

    [Fact]
    public async Task A_withdrawal_gives_back_everything_with_shipping_and_puts_good_units_into_stock()
    {
        var (lamp, chair) = (await shop.ProductAsync(stock: 5, price: 9.99m), await shop.ProductAsync(stock: 5, price: 3.33m));
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var order = await customer.DeliveredAsync(admin, [(lamp.Sku, 2), (chair.Sku, 1)]);
        var total = order.Json.GetProperty("total").GetDecimal();

        var first = (await customer.Http.RequestReturnAsync(order.Id, [(lamp.Sku, 1)], comment: "One was enough.")).Is(HttpStatusCode.Created);
        Assert.Equal(("withdrawal", "approved", "One was enough."), (Text(first.Json, "kind"), Text(first.Json, "status"), Text(first.Json, "comment")));
        Assert.Equal(first.Body, (await customer.Http.GetJsonAsync($"/api/returns/{first.Id}")).Body);
        var received = (await admin.PostJsonAsync($"/api/returns/{first.Id}/receive", null)).Is(HttpStatusCode.OK);
        Assert.Equal(received.Body, (await customer.Http.GetJsonAsync($"/api/returns/{first.Id}")).Body);
        (await admin.InspectAsync(first.Id, [(lamp.Sku, 1, 0)])).Is(HttpStatusCode.OK);
        var part = (await customer.Http.ReturnUntilAsync(first.Id, "completed")).GetProperty("refund").GetDecimal();
        await customer.UntilAsync(order.Id, o => Refunded(o) == part);
        await admin.InStockAsync(lamp, 4);
        Assert.Equal("clean", await shop.AuditAsync());

        var rest = (await customer.Http.RequestReturnAsync(order.Id, [(chair.Sku, 1), (lamp.Sku, 1)])).Is(HttpStatusCode.Created);
        var inspected = (await admin.UnpackAsync(rest.Id, [(lamp.Sku, 0, 1), (chair.Sku, 1, 0)])).Is(HttpStatusCode.OK);
        Assert.Equal(total, part + inspected.Json.GetProperty("refund").GetDecimal());
        await customer.Http.ReturnUntilAsync(rest.Id, "completed");
        var refunded = await customer.UntilAsync(order.Id, o => Text(o.GetProperty("payment"), "status") == "refunded");
        Assert.Equal((total, "delivered"), (Refunded(refunded), Text(refunded, "status")));
        await admin.InStockAsync(chair, 5);
        await admin.InStockAsync(lamp, 4);
        Assert.Equal("clean", await shop.AuditAsync());

        var left = (await customer.Http.GetJsonAsync($"/api/orders/{order.Id}/returns")).Is(HttpStatusCode.OK).Json;
        Assert.Equal((2, 0), (left.GetProperty("items").GetArrayLength(), left.GetProperty("returnable").GetArrayLength()));
        await ToldAsync(customer, order.Id, "return_completed", 2);
        Assert.Contains($"1 × Product {lamp.Sku}", (await ToldAsync(customer, order.Id, "withdrawal_confirmed", 2))[1], StringComparison.Ordinal);
        var timeline = (await customer.Http.GetJsonAsync($"/api/orders/{order.Id}/timeline")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
        Assert.Equal(
            ["return.requested", "return.approved", "return.received", "return.inspected", "return.refund_requested", "payment.refunded", "return.completed"],
            timeline.Select(e => Text(e, "event")!).Where(e => e.StartsWith("return.", StringComparison.Ordinal) || e == "payment.refunded").Take(7));
    }

    [Fact]
    public async Task After_the_time_to_withdraw_staff_decide_and_shipping_is_kept()
    {
        var product = await shop.ProductAsync(stock: 3, price: 10m);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var order = await customer.DeliveredAsync(admin, [(product.Sku, 2)]);
        await shop.ChangeAsync(LongAgo, order.Id);

        var refused = (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 2)])).Is(HttpStatusCode.Created);
        Assert.Equal(("return", "requested"), (Text(refused.Json, "kind"), Text(refused.Json, "status")));
        (await customer.Http.PostJsonAsync($"/api/returns/{refused.Id}/approve", null)).Is(HttpStatusCode.Forbidden);
        (await admin.PostJsonAsync($"/api/returns/{refused.Id}/receive", null)).Is(HttpStatusCode.Conflict);
        (await admin.PostJsonAsync($"/api/returns/{refused.Id}/reject", new { reason = "" })).Is(HttpStatusCode.BadRequest).Names("reason");
        (await admin.PostJsonAsync($"/api/returns/{refused.Id}/reject", new { reason = "It was used." })).Is(HttpStatusCode.OK);
        (await admin.PostJsonAsync($"/api/returns/{refused.Id}/reject", new { reason = "It was used." })).Is(HttpStatusCode.OK);
        (await admin.PostJsonAsync($"/api/returns/{refused.Id}/approve", null)).Is(HttpStatusCode.Conflict);
        Assert.Contains("It was used.", Assert.Single(await ToldAsync(customer, order.Id, "return_rejected", 1)), StringComparison.Ordinal);

        var accepted = (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 2)], reason: "damaged")).Is(HttpStatusCode.Created);
        (await admin.PostJsonAsync($"/api/returns/{accepted.Id}/approve", null)).Is(HttpStatusCode.OK);
        var approved = (await admin.PostJsonAsync($"/api/returns/{accepted.Id}/approve", null)).Is(HttpStatusCode.OK);
        Assert.NotNull(Text(approved.Json, "arriveBefore"));
        var inspected = (await admin.UnpackAsync(accepted.Id, [(product.Sku, 0, 1)], new { amount = 2.5m, currency = "EUR" })).Is(HttpStatusCode.OK);

        // One of two units, with its share of the tax, less the deduction.
        var worth = 10m + Math.Round(order.Json.GetProperty("tax").GetDecimal() / 2, 2, MidpointRounding.AwayFromZero) - 2.5m;
        Assert.Equal(worth, inspected.Json.GetProperty("refund").GetDecimal());
        await customer.Http.ReturnUntilAsync(accepted.Id, "completed");
        await customer.UntilAsync(order.Id, o => Refunded(o) == worth);
        await admin.InStockAsync(product, 1);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task An_order_can_be_sent_back_for_a_time_and_staff_may_be_kind_later()
    {
        var product = await shop.ProductAsync(stock: 3);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var order = (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created);
        await customer.UntilAsync(order.Id, "confirmed");
        (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 1)])).Is(HttpStatusCode.Conflict);
        Assert.Contains("confirmed", Text((await customer.Http.GetJsonAsync($"/api/orders/{order.Id}/returns")).Json, "refusal"), StringComparison.Ordinal);
        var arrived = await customer.DeliveredAsync(admin, [(product.Sku, 1)]);
        await shop.ChangeAsync("update orders set delivered_at = now() - interval '31 days' where id = $1", arrived.Id);

        (await customer.Http.RequestReturnAsync(arrived.Id, [(product.Sku, 1)])).Is(HttpStatusCode.Conflict);
        var kind = (await admin.RequestReturnAsync(arrived.Id, [(product.Sku, 1)])).Is(HttpStatusCode.Created);

        Assert.Equal(("return", "approved"), (Text(kind.Json, "kind"), Text(kind.Json, "status")));
    }

    [Fact]
    public async Task A_return_that_does_not_arrive_in_time_is_cancelled_and_its_units_can_be_sent_again()
    {
        var product = await shop.ProductAsync(stock: 1);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var order = await customer.DeliveredAsync(admin, [(product.Sku, 1)]);
        await shop.ChangeAsync(LongAgo, order.Id);
        var late = (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 1)])).Is(HttpStatusCode.Created);
        (await admin.PostJsonAsync($"/api/returns/{late.Id}/approve", null)).Is(HttpStatusCode.OK);
        await shop.ChangeAsync("update returns set due_at = now() where id = $1", late.Id);

        Assert.Equal("The units did not arrive in time.", Text(await customer.Http.ReturnUntilAsync(late.Id, "cancelled"), "statusReason"));

        var again = (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 1)])).Is(HttpStatusCode.Created);
        (await customer.Http.PostJsonAsync($"/api/returns/{again.Id}/cancel", null)).Is(HttpStatusCode.OK);
        (await customer.Http.PostJsonAsync($"/api/returns/{again.Id}/cancel", null)).Is(HttpStatusCode.OK);
        (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 1)])).Is(HttpStatusCode.Created);
        await ToldAsync(customer, order.Id, "return_cancelled", 2);
    }

    [Fact]
    public async Task No_unit_comes_back_twice_however_often_and_at_once_it_is_asked_for()
    {
        var product = await shop.ProductAsync(stock: 5);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var order = await customer.DeliveredAsync(admin, [(product.Sku, 3)]);
        var key = Guid.NewGuid().ToString();

        var repeated = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 1)], key)));
        Assert.Single(repeated.Select(a => a.Is(HttpStatusCode.Created).Id).Distinct());
        (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 2)], key)).Is(HttpStatusCode.UnprocessableEntity).Names("Idempotency-Key");
        var raced = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 1)])));
        Assert.Equal(2, raced.Count(a => a.Status == HttpStatusCode.Created));
        Assert.Equal(3, raced.Count(a => a.Status == HttpStatusCode.UnprocessableEntity));

        var id = repeated[0].Id;
        (await admin.PostJsonAsync($"/api/returns/{id}/receive", null)).Is(HttpStatusCode.OK);
        var inspections = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => admin.InspectAsync(id, [(product.Sku, 1, 0)])));
        Assert.All(inspections, a => a.Is(HttpStatusCode.OK));
        (await admin.InspectAsync(id, [])).Is(HttpStatusCode.Conflict);
        await customer.Http.ReturnUntilAsync(id, "completed");
        (await admin.InspectAsync(id, [(product.Sku, 1, 0)])).Is(HttpStatusCode.OK);
        await admin.InStockAsync(product, 3);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_refund_that_the_bank_declines_waits_for_staff_who_pay_it_another_way()
    {
        var product = await shop.ProductAsync(stock: 2);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var order = await customer.DeliveredAsync(admin, [(product.Sku, 1)], "tok_refund_declined");
        var id = (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 1)])).Is(HttpStatusCode.Created).Id;
        (await admin.UnpackAsync(id, [(product.Sku, 1, 0)])).Is(HttpStatusCode.OK);

        var failed = await customer.Http.ReturnUntilAsync(id, "refund_failed");
        Assert.Equal("The bank declined the refund.", Text(failed, "statusReason"));
        Assert.Equal("clean", await shop.AuditAsync());
        (await customer.Http.PostJsonAsync($"/api/returns/{id}/refund", new { })).Is(HttpStatusCode.Forbidden);
        (await admin.PostJsonAsync($"/api/returns/{id}/refund", new { })).Is(HttpStatusCode.OK);
        await customer.Http.ReturnUntilAsync(id, "refund_failed");
        (await admin.PostJsonAsync($"/api/returns/{id}/refund", new { reference = "Transfer 17" })).Is(HttpStatusCode.OK);

        await customer.Http.ReturnUntilAsync(id, "completed");
        (await admin.PostJsonAsync($"/api/returns/{id}/refund", new { })).Is(HttpStatusCode.Conflict);
        await customer.UntilAsync(order.Id, o => Text(o.GetProperty("payment"), "status") == "refunded");
        var refunds = (await customer.Http.GetJsonAsync($"/api/payments?orderId={order.Id}")).Json.GetProperty("items")[0].GetProperty("refunds").EnumerateArray();
        Assert.Equal(["failed provider", "failed provider", "completed manual"], refunds.Select(r => $"{Text(r, "status")} {Text(r, "method")}"));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task No_more_goes_back_than_is_left_of_the_payment()
    {
        var product = await shop.ProductAsync(stock: 2);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var order = await customer.DeliveredAsync(admin, [(product.Sku, 1)]);
        var payment = (await customer.Http.GetJsonAsync($"/api/payments?orderId={order.Id}")).Json.GetProperty("items")[0].GetProperty("id").GetGuid();
        (await admin.PostJsonAsync($"/api/payments/{payment}/refund", new { amount = 1m })).Is(HttpStatusCode.Accepted);
        var id = (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 1)])).Is(HttpStatusCode.Created).Id;
        (await admin.UnpackAsync(id, [(product.Sku, 1, 0)])).Is(HttpStatusCode.OK);

        var failed = await customer.Http.ReturnUntilAsync(id, "refund_failed");

        Assert.Contains("of the payment are left", Text(failed, "statusReason"), StringComparison.Ordinal);
        await customer.UntilAsync(order.Id, o => Refunded(o) == 1m);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_bundle_comes_back_as_its_parts_to_the_warehouses_that_sent_them()
    {
        var (lamp, bulb) = (await shop.ProductAsync(stock: 3), await shop.ProductAsync(stock: 1));
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        (await admin.SendAsync(HttpMethod.Put, "/api/inventory/warehouses/annex")).Is(HttpStatusCode.OK);
        (await admin.PutJsonAsync($"/api/inventory/{bulb.Id}", new { sku = bulb.Sku, warehouseId = "annex", stockLevel = 5 })).Is(HttpStatusCode.OK);
        var bundle = await TestBundle.CreateAsync(admin, [(lamp, 1), (bulb, 3)], price: 20m);
        await bundle.IsAvailableAsync(customer.Http, 2);
        var order = await customer.DeliveredAsync(admin, [(bundle.Sku, 2)]);
        await admin.InStockAsync(bulb, 0);

        var id = (await customer.Http.RequestReturnAsync(order.Id, [(bundle.Sku, 2)])).Is(HttpStatusCode.Created).Id;
        (await admin.UnpackAsync(id, [(bundle.Sku, 2, 0)])).Is(HttpStatusCode.OK);

        await admin.InStockAsync(bulb, 6);
        await admin.InStockAsync(lamp, 3);
        var stock = (await admin.GetJsonAsync($"/api/inventory/{bulb.Id}")).Json.GetProperty("items").EnumerateArray();
        Assert.Equal(["annex 5", "main 1"], stock.Select(s => $"{Text(s, "warehouseId")} {s.GetProperty("stockLevel").GetInt32()}").Order());
        await customer.Http.ReturnUntilAsync(id, "completed");
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_request_that_contradicts_the_order_names_the_field()
    {
        var product = await shop.ProductAsync(stock: 2);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        using var other = await shop.CustomerAsync();
        var order = await customer.DeliveredAsync(admin, [(product.Sku, 1)]);

        (await customer.Http.RequestReturnAsync(order.Id, [("UNKNOWN", 1)])).Is(HttpStatusCode.UnprocessableEntity).Names("items[0].sku");
        (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 2)])).Is(HttpStatusCode.UnprocessableEntity).Names("items[0].quantity");
        (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 1), (product.Sku, 1)])).Is(HttpStatusCode.BadRequest).Names("items[1].sku");
        (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 1)], reason: "bored")).Is(HttpStatusCode.BadRequest).Names("items[0].reason");
        (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 1)], comment: "\u0007")).Is(HttpStatusCode.BadRequest).Names("comment");
        (await customer.Http.RequestReturnAsync(order.Id, [])).Is(HttpStatusCode.BadRequest).Names("items");
        (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 1)], key: " ")).Is(HttpStatusCode.BadRequest).Names("Idempotency-Key");
        (await other.Http.RequestReturnAsync(order.Id, [(product.Sku, 1)])).Is(HttpStatusCode.NotFound);
        (await other.Http.GetJsonAsync($"/api/orders/{order.Id}/returns")).Is(HttpStatusCode.NotFound);

        var id = (await customer.Http.RequestReturnAsync(order.Id, [(product.Sku, 1)])).Is(HttpStatusCode.Created).Id;
        (await other.Http.GetJsonAsync($"/api/returns/{id}")).Is(HttpStatusCode.NotFound);
        (await other.Http.PostJsonAsync($"/api/returns/{id}/cancel", null)).Is(HttpStatusCode.NotFound);
        Assert.Empty((await other.Http.GetJsonAsync("/api/returns")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray());
        var mine = (await customer.Http.GetJsonAsync("/api/returns?status=approved")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
        Assert.Equal([id], mine.Select(r => r.GetProperty("id").GetGuid()));
        (await customer.Http.GetJsonAsync("/api/returns?status=lost")).Is(HttpStatusCode.BadRequest).Names("status");

        (await admin.UnpackAsync(id, [("UNKNOWN", 1, 0)])).Is(HttpStatusCode.UnprocessableEntity).Names("items[0].sku");
        (await admin.UnpackAsync(id, [(product.Sku, 1, 1)])).Is(HttpStatusCode.UnprocessableEntity).Names("items[0]");
        (await admin.UnpackAsync(id, [(product.Sku, 1, 0)], new { amount = 1m, currency = "USD" })).Is(HttpStatusCode.UnprocessableEntity).Names("deduction.currency");
        (await admin.UnpackAsync(id, [(product.Sku, 1, 0)], new { amount = 1000m, currency = "EUR" })).Is(HttpStatusCode.UnprocessableEntity).Names("deduction.amount");
        (await admin.UnpackAsync(id, [(product.Sku, 1, 0)], new { amount = 0.001m, currency = "EUR" })).Is(HttpStatusCode.BadRequest).Names("deduction.amount");

        // Nothing is accepted: nothing is given back, and nothing goes into stock.
        (await admin.UnpackAsync(id, [])).Is(HttpStatusCode.OK);
        Assert.Equal(0m, (await customer.Http.ReturnUntilAsync(id, "completed")).GetProperty("refund").GetDecimal());
        await admin.InStockAsync(product, 1);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    static decimal Refunded(JsonElement order) => order.GetProperty("payment").GetProperty("refunded").GetDecimal();

    static async Task<IReadOnlyList<string>> ToldAsync(TestCustomer customer, Guid order, string kind, int count)
    {
        IReadOnlyList<string> told = [];
        await Eventually.TrueAsync(
            async () =>
            {
                var all = (await customer.Http.GetJsonAsync("/api/notifications?limit=100")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
                told = [.. all.Where(n => Text(n, "kind") == kind && Text(n, "channel") == "in_app" && Text(n, "orderId") == order.ToString()).Select(n => Text(n, "body")!)];
                return told.Count == count;
            },
            () => $"The customer was told of {kind} {told.Count} times instead of {count}.");
        return told;
    }
}
