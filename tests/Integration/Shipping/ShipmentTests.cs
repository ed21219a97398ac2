using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.Shipping;

public sealed class ShipmentTests(TestShop shop)
{
    const int Races = 12;

    [Fact]
    public async Task An_order_from_two_warehouses_leaves_in_two_shipments()
    {
        var (lamp, chair) = (await shop.ProductAsync(stock: 5), await shop.ProductAsync(stock: 0));
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        await StockElsewhereAsync(admin, chair, 4);
        var order = (await customer.Http.PostJsonAsync("/api/orders", OrderBody.Of([(lamp.Sku, 2), (chair.Sku, 1)], "tok_ok"), Guid.NewGuid().ToString()))
            .Is(HttpStatusCode.Created).Id;
        var shipments = await UntilAsync(customer.Http, order, all => all.Count == 2);
        Assert.Equal(
            [("annex", chair.Sku, 1), ("main", lamp.Sku, 2)],
            shipments.Select(s => (Text(s, "warehouseId"), Text(s.GetProperty("lines")[0], "sku"), s.GetProperty("lines")[0].GetProperty("quantity").GetInt32())));
        Assert.All(shipments, s => Assert.Equal("Main Street 1", Text(s.GetProperty("address"), "street")));
        var (first, second) = (shipments[0].GetProperty("id").GetGuid(), shipments[1].GetProperty("id").GetGuid());

        (await admin.PostJsonAsync($"/api/shipments/{first}/dispatch", new { carrier = "ups", trackingNumber = "1Z999AA10123456784" })).Is(HttpStatusCode.OK);
        await customer.UntilAsync(order, "partially_shipped");
        var left = (await UntilAsync(customer.Http, order, all => Text(all[0], "status") == "dispatched"))[0];
        Assert.Equal("https://www.ups.com/track?tracknum=1Z999AA10123456784", Text(left, "trackingUrl"));
        await InStockAsync(admin, chair, 3);
        await InStockAsync(admin, lamp, 5);
        (await customer.Http.PostJsonAsync($"/api/orders/{order}/cancel", null)).Is(HttpStatusCode.Conflict);
        (await admin.PostJsonAsync($"/api/shipments/{second}/deliver", null)).Is(HttpStatusCode.Conflict);
        Assert.Equal("clean", await shop.AuditAsync());

        (await admin.PostJsonAsync($"/api/shipments/{second}/dispatch", new { })).Is(HttpStatusCode.OK);
        await customer.UntilAsync(order, "shipped");
        await InStockAsync(admin, lamp, 3);
        await UntilAsync(customer.Http, order, all => all.All(s => Text(s, "status") == "dispatched"));
        (await admin.PostJsonAsync($"/api/shipments/{first}/deliver", null)).Is(HttpStatusCode.OK);
        Assert.Equal("clean", await shop.AuditAsync());
        (await admin.PostJsonAsync($"/api/shipments/{second}/deliver", null)).Is(HttpStatusCode.OK);

        await customer.UntilAsync(order, "delivered");
        Assert.Equal("clean", await shop.AuditAsync());
        var said = await NotifiedAsync(customer, order, "order_shipped", 2);
        Assert.Contains(said, text => text.Contains("the rest will follow", StringComparison.Ordinal) && text.Contains("1Z999AA10123456784", StringComparison.Ordinal));
        var timeline = (await customer.Http.GetJsonAsync($"/api/orders/{order}/timeline")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
        Assert.Equal(
            ["shipment.created", "shipment.created", "shipment.dispatch_requested", "shipment.dispatched", "shipment.dispatch_requested", "shipment.dispatched",
             "shipment.delivered", "shipment.delivered"],
            timeline.Where(e => Text(e, "service") == "shipping").Select(e => Text(e, "event")));
    }

    [Fact]
    public async Task A_shipment_of_an_order_whose_money_was_given_back_stays_and_says_why()
    {
        var product = await shop.ProductAsync(stock: 2);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var order = (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created).Id;
        var shipment = (await UntilAsync(customer.Http, order, all => all.Count == 1))[0].GetProperty("id").GetGuid();
        var payment = (await customer.Http.GetJsonAsync($"/api/payments?orderId={order}")).Json.GetProperty("items")[0].GetProperty("id").GetGuid();
        (await admin.PostJsonAsync($"/api/payments/{payment}/refund", new { })).Is(HttpStatusCode.Accepted);
        await customer.UntilAsync(order, o => Text(o.GetProperty("payment"), "status") == "refunded");

        (await admin.PostJsonAsync($"/api/shipments/{shipment}/dispatch", new { })).Is(HttpStatusCode.OK);

        var refused = (await UntilAsync(customer.Http, order, all => Text(all[0], "refusal") is not null))[0];
        Assert.Equal(("ready", "The payment of this order is refunded: it cannot be shipped."), (Text(refused, "status"), Text(refused, "refusal")));
        (await admin.PutJsonAsync($"/api/orders/{order}/status", new { status = "cancelled" })).Is(HttpStatusCode.OK);
        await UntilAsync(customer.Http, order, all => Text(all[0], "status") == "cancelled");
        (await admin.PostJsonAsync($"/api/shipments/{shipment}/dispatch", new { })).Is(HttpStatusCode.Conflict);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task An_order_that_is_cancelled_while_it_is_dispatched_is_either_sent_or_cancelled()
    {
        var product = await shop.ProductAsync(stock: Races);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var orders = await Task.WhenAll(Enumerable.Range(0, Races).Select(async _ => (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created).Id));

        var outcomes = await Task.WhenAll(orders.Select(async (order, i) =>
        {
            var shipment = (await UntilAsync(customer.Http, order, all => all.Count == 1))[0].GetProperty("id").GetGuid();
            async Task<HttpStatusCode> CancelAsync() => (await customer.Http.PostJsonAsync($"/api/orders/{order}/cancel", null)).Status;
            async Task<HttpStatusCode> DispatchAsync() => (await admin.PostJsonAsync($"/api/shipments/{shipment}/dispatch", new { })).Status;
            // Both come first in turn.
            var (first, second) = i % 2 == 0 ? (CancelAsync(), DispatchAsync()) : (DispatchAsync(), CancelAsync());
            await Task.WhenAll(first, second);
            var isCancelled = (i % 2 == 0 ? await first : await second) == HttpStatusCode.OK;
            await customer.UntilAsync(order, isCancelled ? "cancelled" : "shipped");
            await UntilAsync(customer.Http, order, all => Text(all[0], "status") == (isCancelled ? "cancelled" : "dispatched"));
            return isCancelled;
        }));

        await InStockAsync(admin, product, outcomes.Count(cancelled => cancelled));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task The_shipments_of_an_order_that_a_person_marks_as_shipped_and_delivered_follow_it()
    {
        var product = await shop.ProductAsync(stock: 2);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var order = (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created).Id;
        var shipment = (await UntilAsync(customer.Http, order, all => all.Count == 1))[0].GetProperty("id").GetGuid();

        (await admin.PutJsonAsync($"/api/orders/{order}/status", new { status = "shipped" })).Is(HttpStatusCode.OK);
        await UntilAsync(customer.Http, order, all => Text(all[0], "status") == "dispatched");
        (await admin.PutJsonAsync($"/api/orders/{order}/status", new { status = "delivered" })).Is(HttpStatusCode.OK);
        await UntilAsync(customer.Http, order, all => Text(all[0], "status") == "delivered");

        // Repeated requests change nothing.
        (await admin.PostJsonAsync($"/api/shipments/{shipment}/deliver", null)).Is(HttpStatusCode.OK);
        (await admin.PostJsonAsync($"/api/shipments/{shipment}/dispatch", new { })).Is(HttpStatusCode.Conflict);
        await NotifiedAsync(customer, order, "order_delivered", 1);
        Assert.Single(await NotifiedAsync(customer, order, "order_shipped", 1));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_dispatch_names_a_carrier_of_the_shop_and_can_be_repeated()
    {
        var product = await shop.ProductAsync(stock: 2);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var order = (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created).Id;
        var path = $"/api/shipments/{(await UntilAsync(customer.Http, order, all => all.Count == 1))[0].GetProperty("id").GetGuid()}/dispatch";

        var unknown = (await admin.PostJsonAsync(path, new { carrier = "pigeon", trackingNumber = "1" })).Is(HttpStatusCode.BadRequest).Names("carrier");
        Assert.Contains("dhl, fedex, ups", unknown.Json.GetRawText(), StringComparison.Ordinal);
        (await admin.PostJsonAsync(path, new { trackingNumber = "1" })).Is(HttpStatusCode.BadRequest).Names("carrier");
        (await admin.PostJsonAsync(path, new { carrier = "ups", trackingNumber = "<b>" })).Is(HttpStatusCode.BadRequest).Names("trackingNumber");
        (await customer.Http.PostJsonAsync(path, new { })).Is(HttpStatusCode.Forbidden);
        (await admin.PostJsonAsync($"/api/shipments/{Guid.NewGuid()}/dispatch", new { })).Is(HttpStatusCode.NotFound);

        (await admin.PostJsonAsync(path, new { carrier = "ups", trackingNumber = "1" })).Is(HttpStatusCode.OK);
        (await admin.PostJsonAsync(path, new { carrier = "ups", trackingNumber = "1" })).Is(HttpStatusCode.OK);
        await customer.UntilAsync(order, "shipped");
        await UntilAsync(customer.Http, order, all => Text(all[0], "status") == "dispatched");
        (await admin.PostJsonAsync(path, new { carrier = "ups", trackingNumber = "1" })).Is(HttpStatusCode.OK);
        (await admin.PostJsonAsync(path, new { carrier = "ups", trackingNumber = "2" })).Is(HttpStatusCode.Conflict);
        Assert.Single(await NotifiedAsync(customer, order, "order_shipped", 1));
    }

    [Fact]
    public async Task Customers_see_their_own_shipments_and_staff_those_of_all()
    {
        var product = await shop.ProductAsync(stock: 4);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        using var other = await shop.CustomerAsync();
        var order = (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created).Id;
        var shipment = (await UntilAsync(customer.Http, order, all => all.Count == 1))[0].GetProperty("id").GetGuid();

        Assert.Equal([shipment], (await ListAsync(customer.Http, "")).Select(s => s.GetProperty("id").GetGuid()));
        Assert.Empty(await ListAsync(other.Http, ""));
        Assert.Empty(await ListAsync(other.Http, $"?orderId={order}"));
        (await other.Http.GetJsonAsync($"/api/shipments/{shipment}")).Is(HttpStatusCode.NotFound);
        (await customer.Http.GetJsonAsync($"/api/shipments/{shipment}")).Is(HttpStatusCode.OK);
        Assert.Single(await ListAsync(admin, $"?orderId={order}&status=ready&warehouse=main"));
        Assert.Empty(await ListAsync(admin, $"?orderId={order}&status=cancelled"));
        Assert.Empty(await ListAsync(admin, $"?orderId={order}&warehouse=elsewhere"));
        (await admin.GetJsonAsync("/api/shipments?status=lost")).Is(HttpStatusCode.BadRequest).Names("status");
    }

    static async Task StockElsewhereAsync(HttpClient admin, TestProduct product, int units)
    {
        (await admin.SendAsync(HttpMethod.Put, "/api/inventory/warehouses/annex")).Is(HttpStatusCode.OK);
        (await admin.PutJsonAsync($"/api/inventory/{product.Id}", new { sku = product.Sku, warehouseId = "annex", stockLevel = units })).Is(HttpStatusCode.OK);
    }

    static Task InStockAsync(HttpClient admin, TestProduct product, int units) => Eventually.TrueAsync(
        async () => (await admin.GetJsonAsync($"/api/inventory/{product.Id}")).Json.GetProperty("items").EnumerateArray().Sum(s => s.GetProperty("stockLevel").GetInt32()) == units,
        () => $"There are not {units} units of {product.Sku}.");

    static async Task<IReadOnlyList<JsonElement>> UntilAsync(HttpClient client, Guid order, Func<IReadOnlyList<JsonElement>, bool> condition)
    {
        IReadOnlyList<JsonElement> shipments = [];
        await Eventually.TrueAsync(
            async () => condition(shipments = await ListAsync(client, $"?orderId={order}")), () => $"The shipments of {order} are {string.Join(", ", shipments)}.");
        return shipments;
    }

    static async Task<IReadOnlyList<JsonElement>> ListAsync(HttpClient client, string query) =>
        [.. (await client.GetJsonAsync($"/api/shipments{query}")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()];

    static async Task<IReadOnlyList<string>> NotifiedAsync(TestCustomer customer, Guid order, string kind, int count)
    {
        IReadOnlyList<string> said = [];
        await Eventually.TrueAsync(
            async () =>
            {
                var all = (await customer.Http.GetJsonAsync("/api/notifications?limit=100")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
                said = [.. all.Where(n => Text(n, "kind") == kind && Text(n, "channel") == "in_app" && Text(n, "orderId") == order.ToString()).Select(n => Text(n, "body")!)];
                return said.Count >= count;
            },
            () => $"The customer was notified of {kind} {said.Count} times instead of {count}.");
        return said;
    }

    static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
