using System.Net;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.OrdersService;

[TakesLong]
public sealed class OrderSagaTests(TestShop shop)
{
    [Fact]
    public async Task An_order_is_confirmed_once_its_stock_is_reserved_and_its_total_paid()
    {
        var product = await shop.ProductAsync(stock: 5, price: 12.50m);
        using var customer = await shop.CustomerAsync();

        var placed = (await customer.OrderAsync(product.Sku, 2)).Is(HttpStatusCode.Created);
        Assert.Equal("pending", placed.Json.GetProperty("status").GetString());
        Assert.Equal(25.00m, placed.Json.GetProperty("subtotal").GetDecimal());
        Assert.Equal(4.75m, placed.Json.GetProperty("tax").GetDecimal());
        Assert.Equal(4.90m, placed.Json.GetProperty("shipping").GetDecimal());
        Assert.Equal(34.65m, placed.Json.GetProperty("total").GetDecimal());

        var order = await customer.UntilAsync(placed.Id, "confirmed");
        Assert.Equal("completed", order.GetProperty("payment").GetProperty("status").GetString());
        var stock = (await customer.Http.GetJsonAsync($"/api/inventory/{product.Id}")).Json;
        Assert.Equal(3, stock.GetProperty("available").GetInt32());
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task An_order_of_more_than_there_is_is_rejected_whole_and_takes_nothing()
    {
        var plenty = await shop.ProductAsync(stock: 10);
        var scarce = await shop.ProductAsync(stock: 1);
        using var customer = await shop.CustomerAsync();

        var placed = await customer.Http.PostJsonAsync("/api/orders", OrderBody.Of([(plenty.Sku, 1), (scarce.Sku, 2)]), "one");
        var order = await customer.UntilAsync(placed.Id, "rejected");

        Assert.Contains(scarce.Sku, order.GetProperty("statusReason").GetString());
        Assert.Equal(10, (await customer.Http.GetJsonAsync($"/api/inventory/{plenty.Id}")).Json.GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task Sixty_four_buyers_of_the_last_ten_units_get_exactly_ten_orders()
    {
        var product = await shop.ProductAsync(stock: 10);
        using var customer = await shop.CustomerAsync();

        var placed = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => customer.OrderAsync(product.Sku, 1)));
        var orders = await Task.WhenAll(placed.Select(p => customer.UntilAsync(p.Is(HttpStatusCode.Created).Id, "confirmed", "rejected")));

        Assert.Equal(10, orders.Count(o => o.GetProperty("status").GetString() == "confirmed"));
        Assert.All(orders.Where(o => o.GetProperty("status").GetString() == "rejected"), o => Assert.Contains("Out of stock", o.GetProperty("statusReason").GetString()));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task The_same_key_fifty_times_at_once_makes_one_order_and_one_answer()
    {
        var product = await shop.ProductAsync(stock: 100);
        using var customer = await shop.CustomerAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => customer.OrderAsync(product.Sku, 1, key: "the same")));
        await customer.UntilAsync(answers[0].Id, "confirmed");
        var again = await customer.OrderAsync(product.Sku, 1, key: "the same");

        Assert.All(answers.Append(again), a => Assert.Equal(answers[0].Body, a.Is(HttpStatusCode.Created).Body));
        Assert.Single((await customer.Http.GetJsonAsync("/api/orders")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(99, (await customer.Http.GetJsonAsync($"/api/inventory/{product.Id}")).Json.GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task A_key_with_another_body_is_refused()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();

        (await customer.OrderAsync(product.Sku, 1, key: "k")).Is(HttpStatusCode.Created);

        (await customer.OrderAsync(product.Sku, 2, key: "k")).Is(HttpStatusCode.UnprocessableEntity).Names("Idempotency-Key");
    }

    [Fact]
    public async Task The_same_key_of_another_customer_is_another_order()
    {
        var product = await shop.ProductAsync();
        using var one = await shop.CustomerAsync();
        using var other = await shop.CustomerAsync();

        var first = await one.OrderAsync(product.Sku, 1, key: "shared");
        var second = await other.OrderAsync(product.Sku, 1, key: "shared");

        Assert.NotEqual(first.Is(HttpStatusCode.Created).Id, second.Is(HttpStatusCode.Created).Id);
    }

    [Fact]
    public async Task A_declined_payment_leaves_the_order_to_be_paid_again_with_its_reservation()
    {
        var product = await shop.ProductAsync(stock: 1);
        using var customer = await shop.CustomerAsync();

        var placed = await customer.OrderAsync(product.Sku, 1, "tok_declined");
        var failed = await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "failed");
        Assert.Equal("awaiting_payment", failed.GetProperty("status").GetString());
        Assert.Equal(0, (await customer.Http.GetJsonAsync($"/api/inventory/{product.Id}")).Json.GetProperty("available").GetInt32());

        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/pay", new { payment = new { method = "card", token = "tok_ok" } })).Is(HttpStatusCode.OK);
        await customer.UntilAsync(placed.Id, "confirmed");
        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/pay", new { payment = new { method = "card", token = "tok_ok" } })).Is(HttpStatusCode.Conflict);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    /// <summary>Everybody locks an order before its timer: the expiry neither waits for a locked order with others in its hands, nor holds the timer of one.</summary>
    [Fact]
    public async Task Expired_orders_are_cancelled_beside_one_that_is_locked()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        var first = (await customer.OrderAsync(product.Sku, 1, "tok_declined")).Id;
        var second = (await customer.OrderAsync(product.Sku, 1, "tok_declined")).Id;
        await customer.UntilAsync(first, o => o.GetProperty("payment").GetProperty("status").GetString() == "failed");
        await customer.UntilAsync(second, o => o.GetProperty("payment").GetProperty("status").GetString() == "failed");

        await using (var busy = new NpgsqlConnection(shop.Shop.Postgres.Address.Service("orders")))
        {
            await busy.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = await busy.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await ExecuteAsync(busy, "select from orders where id = $1 for update", first);
            await using (var other = new NpgsqlConnection(shop.Shop.Postgres.Address.Service("orders")))
            {
                await other.OpenAsync(TestContext.Current.CancellationToken);
                await ExecuteAsync(other, "update order_timers set due_at = now() where order_id = $1", first);
                await ExecuteAsync(other, "update order_timers set due_at = now() where order_id = $1", second);
            }

            await customer.UntilAsync(second, "cancelled");
            Assert.Equal(1, await ExecuteAsync(busy, "delete from order_timers where order_id = $1", first));
        }

        await customer.UntilAsync(first, "cancelled");
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Theory]
    [InlineData("tok_slow")]
    [InlineData("tok_error_once")]
    [InlineData("tok_timeout_after_charge")]
    public async Task A_provider_that_is_slow_fails_or_loses_its_answer_charges_once(string token)
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();

        var placed = await customer.OrderAsync(product.Sku, 1, token);
        await customer.UntilAsync(placed.Id, "confirmed");

        var payments = (await customer.Http.GetJsonAsync($"/api/payments?orderId={placed.Id}")).Json.GetProperty("items");
        Assert.Equal("completed", Assert.Single(payments.EnumerateArray()).GetProperty("status").GetString());
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_declined_payment_whose_answer_was_lost_is_found_as_declined()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        var placed = await customer.OrderAsync(product.Sku, 1, "tok_declined");
        await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "failed");

        // As if the program had died between the provider's answer and writing it down.
        await using var payments = new NpgsqlConnection(shop.Shop.Postgres.Address.Service("payments"));
        await payments.OpenAsync(TestContext.Current.CancellationToken);
        await using var forget = new NpgsqlCommand(
            "update payments set status = 'processing', failure = null, token = 'tok_declined', due_at = now(), tries = 1 where order_id = $1", payments)
        {
            Parameters = { new() { Value = placed.Id } },
        };
        Assert.Equal(1, await forget.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));

        await Eventually.TrueAsync(
            async () => (await customer.Http.GetJsonAsync($"/api/payments?orderId={placed.Id}")).Json.GetProperty("items")[0].GetProperty("status").GetString() == "failed",
            () => "The payment is still under way.");
    }

    [Fact]
    public async Task A_cancelled_order_gives_back_its_stock_and_its_money()
    {
        var product = await shop.ProductAsync(stock: 3);
        using var customer = await shop.CustomerAsync();
        var placed = await customer.OrderAsync(product.Sku, 3);
        await customer.UntilAsync(placed.Id, "confirmed");

        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.OK);

        await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "refunded");
        await Eventually.TrueAsync(
            async () => (await customer.Http.GetJsonAsync($"/api/inventory/{product.Id}")).Json.GetProperty("available").GetInt32() == 3, () => "The stock is not back.");
        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.Conflict);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task An_order_cancelled_while_its_payment_is_under_way_keeps_no_money()
    {
        var product = await shop.ProductAsync(stock: 1);
        using var customer = await shop.CustomerAsync();
        var placed = await customer.OrderAsync(product.Sku, 1, "tok_slow");
        await customer.UntilAsync(placed.Id, "awaiting_payment");

        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.OK);

        await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "refunded");
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task A_shipped_order_takes_its_units_out_of_the_warehouse()
    {
        var product = await shop.ProductAsync(stock: 5);
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var placed = await customer.OrderAsync(product.Sku, 2);
        await customer.UntilAsync(placed.Id, "confirmed");

        (await admin.PutJsonAsync($"/api/orders/{placed.Id}/status", new { status = "delivered" })).Is(HttpStatusCode.Conflict);
        (await admin.PutJsonAsync($"/api/orders/{placed.Id}/status", new { status = "shipped" })).Is(HttpStatusCode.OK);

        await Eventually.TrueAsync(
            async () => (await admin.GetJsonAsync($"/api/inventory/{product.Id}")).Json.GetProperty("items")[0].GetProperty("stockLevel").GetInt32() == 3,
            () => "The units are still there.");
        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.Conflict);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task An_order_whose_money_was_given_back_is_not_sent_and_can_be_cancelled()
    {
        var product = await shop.ProductAsync(stock: 2);
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var placed = await customer.OrderAsync(product.Sku, 1);
        await customer.UntilAsync(placed.Id, "confirmed");
        var payment = (await customer.Http.GetJsonAsync($"/api/payments?orderId={placed.Id}")).Json.GetProperty("items")[0].GetProperty("id").GetGuid();
        (await admin.PostJsonAsync($"/api/payments/{payment}/refund", new { })).Is(HttpStatusCode.Accepted);
        await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "refunded");

        var refused = (await admin.PutJsonAsync($"/api/orders/{placed.Id}/status", new { status = "shipped" })).Is(HttpStatusCode.Conflict);

        Assert.Equal(
            "The payment of this order is refunded: it cannot be shipped. Allowed: cancelled.", refused.Json.GetProperty("detail").GetString());
        (await admin.PutJsonAsync($"/api/orders/{placed.Id}/status", new { status = "cancelled" })).Is(HttpStatusCode.OK);
        await Eventually.TrueAsync(
            async () => (await customer.Http.GetJsonAsync($"/api/inventory/{product.Id}")).Json.GetProperty("available").GetInt32() == 2, () => "The stock is not back.");
        Assert.Equal("clean", await shop.AuditAsync());
    }

    static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, Guid id)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = id } } };
        return await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
