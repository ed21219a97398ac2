using System.Net;
using System.Text.Json;
using Cartwright.Tests.PersonalData;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.OrdersService;

/// <summary>A shop that gives an event up at once, keeps tokens for a second, and whose mail server does not answer.</summary>
public sealed class ShopThatGivesUpAtOnce() : TestShop(
    ("Messaging:AttemptsMax", "1"), ("Orders:PaymentTokenRetention", "00:00:01"), ("Notifications:Smtp:Host", "127.0.0.1"), ("Notifications:Smtp:Port", "9"));

/// <summary>An event that became a dead letter comes after the later ones of its aggregate, when a person retries it.</summary>
public sealed class LateEventTests(ShopThatGivesUpAtOnce shop) : IClassFixture<ShopThatGivesUpAtOnce>
{
    [Fact]
    public async Task An_order_that_was_cancelled_before_inventory_heard_of_it_reserves_nothing()
    {
        var product = await shop.ProductAsync(stock: 3);
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var fault = await BreakAsync("inventory", "reservations", $"new.sku = '{product.Sku}'");
        var placed = await customer.OrderAsync(product.Sku, 2);
        var letter = await DeadLetterAsync(admin, "inventory", "order.created", placed.Id);

        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.OK);
        await HandledAsync("inventory", "orders", "order.cancelled", placed.Id);
        await RetryAsync(admin, "inventory", letter, fault);

        Assert.Equal(3, (await customer.Http.GetJsonAsync($"/api/inventory/{product.Id}")).Json.GetProperty("available").GetInt32());
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task An_order_that_was_cancelled_before_its_payment_was_requested_is_not_charged()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var fault = await BreakAsync("payments", "payments", $"new.status = 'processing' and new.user_id = '{customer.Id}'");
        var placed = await customer.OrderAsync(product.Sku, 1);
        var letter = await DeadLetterAsync(admin, "payments", "order.payment_requested", placed.Id);

        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.OK);
        await HandledAsync("payments", "orders", "order.cancelled", placed.Id);
        var shown = (await admin.GetJsonAsync($"/api/admin/payments/dead-letters/{letter}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal("", shown.GetProperty("data").GetProperty("token").GetString());
        await RetryAsync(admin, "payments", letter, fault);

        Assert.Equal("clean", await shop.AuditAsync());
        var payment = Assert.Single((await customer.Http.GetJsonAsync($"/api/payments?orderId={placed.Id}")).Json.GetProperty("items").EnumerateArray());
        Assert.Equal(("cancelled", 0m), (payment.GetProperty("status").GetString(), payment.GetProperty("captured").GetDecimal()));
        await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "cancelled");
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("shipped")]
    public async Task An_order_that_ended_before_shipping_heard_of_it_has_no_shipments_later(string status)
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var fault = await BreakAsync("shipping", "shipments", $"new.user_id = '{customer.Id}'");
        var placed = await customer.OrderAsync(product.Sku, 1);
        var letter = await DeadLetterAsync(admin, "shipping", "order.confirmed", placed.Id);
        var shown = (await admin.GetJsonAsync($"/api/admin/shipping/dead-letters/{letter}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal("Main Street 1", shown.GetProperty("data").GetProperty("shippingAddress").GetProperty("street").GetString());

        (await admin.PutJsonAsync($"/api/orders/{placed.Id}/status", new { status })).Is(HttpStatusCode.OK);
        await HandledAsync("shipping", "orders", $"order.{status}", placed.Id);
        await RetryAsync(admin, "shipping", letter, fault);

        Assert.Equal(0, await shop.CountAsync("shipping", $"select count(*) from shipments where order_id = '{placed.Id}'"));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task An_order_whose_refund_is_known_before_its_payment_is_confirmed_and_not_sent()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var fault = await BreakAsync("orders", "orders", $"new.payment_status = 'completed' and new.user_id = '{customer.Id}'");
        var placed = await customer.OrderAsync(product.Sku, 1);
        var letter = await DeadLetterAsync(admin, "orders", "payment.completed", placed.Id);

        var payment = (await customer.Http.GetJsonAsync($"/api/payments?orderId={placed.Id}")).Json.GetProperty("items")[0].GetProperty("id").GetGuid();
        (await admin.PostJsonAsync($"/api/payments/{payment}/refund", new { })).Is(HttpStatusCode.Accepted);
        await customer.UntilAsync(placed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "refunded");
        await RetryAsync(admin, "orders", letter, fault);

        var order = await customer.UntilAsync(placed.Id, "confirmed");
        Assert.Equal("refunded", order.GetProperty("payment").GetProperty("status").GetString());
        (await admin.PutJsonAsync($"/api/orders/{placed.Id}/status", new { status = "shipped" })).Is(HttpStatusCode.Conflict);
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task The_availability_that_inventory_told_last_stays()
    {
        var product = await shop.ProductAsync(stock: 0);
        using var admin = await shop.AdminAsync();
        var fault = await BreakAsync("catalog", "stock", $"new.available = 5 and new.sku = '{product.Sku}'");
        await CountAsync(admin, product.Id, 5);
        var letter = await DeadLetterAsync(admin, "catalog", "stock.changed", product.Id);
        await CountAsync(admin, product.Id, 7);
        await Eventually.AnsweredAsync(admin, $"/api/products/{product.Id}", p => p.GetProperty("available").GetInt32() == 7);

        await RetryAsync(admin, "catalog", letter, fault);

        await using var connection = await OpenAsync("catalog");
        await using var command = new NpgsqlCommand("select available from stock where sku = $1", connection) { Parameters = { new() { Value = product.Sku } } };
        Assert.Equal(7, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_sku_belongs_to_the_product_that_the_catalog_gave_it_to_last()
    {
        using var admin = await shop.AdminAsync();
        var sku = "T-" + Guid.NewGuid().ToString("N")[..12];
        await admin.PostJsonAsync("/api/products/categories", new { slug = "tests", name = "Tests" });
        var fault = await BreakAsync("inventory", "stock_items", $"new.sku = '{sku}'");
        var first = (await admin.PostJsonAsync("/api/products", Product(sku))).Is(HttpStatusCode.Created);
        var letter = await DeadLetterAsync(admin, "inventory", "product.created", first.Id);
        (await admin.PutJsonAsync($"/api/products/{first.Id}", Product($"{sku}-B"), "*")).Is(HttpStatusCode.OK);
        await HandledAsync("inventory", "catalog", "product.updated", first.Id);
        await fault.DisposeAsync();
        var second = (await admin.PostJsonAsync("/api/products", Product(sku))).Is(HttpStatusCode.Created);
        await HandledAsync("inventory", "catalog", "product.created", second.Id);
        await CountAsync(admin, second.Id, 4);

        await RetryAsync(admin, "inventory", letter, fault);

        // Not over HTTP: inventory asks the catalog for a product that it has no SKU of.
        await using var connection = await OpenAsync("inventory");
        await using var command = new NpgsqlCommand("select product_id from stock_items where sku = $1", connection) { Parameters = { new() { Value = sku } } };
        Assert.Equal(second.Id, await command.ExecuteScalarAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_mail_about_a_state_that_has_passed_is_not_sent_and_its_notification_stands_where_it_happened()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        using var admin = await shop.AdminAsync();
        var fault = await BreakAsync("notifications", "notifications", $"new.kind = 'order_confirmed' and new.user_id = '{customer.Id}'");
        var placed = await customer.OrderAsync(product.Sku, 1);
        var letter = await DeadLetterAsync(admin, "notifications", "order.confirmed", placed.Id);
        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.OK);
        await HandledAsync("notifications", "orders", "order.cancelled", placed.Id);

        await RetryAsync(admin, "notifications", letter, fault);

        var mails = (await customer.Http.GetJsonAsync("/api/notifications?channel=mail")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray()
            .ToDictionary(n => n.GetProperty("kind").GetString()!, n => n.GetProperty("status").GetString());
        Assert.Equal("recorded", mails["order_confirmed"]);
        Assert.NotEqual("recorded", mails["order_cancelled"]);
        var shown = (await customer.Http.GetJsonAsync("/api/notifications?channel=in_app")).Is(HttpStatusCode.OK).Json.GetProperty("items").EnumerateArray();
        Assert.Equal(["order_cancelled", "order_confirmed"], shown.Select(n => n.GetProperty("kind").GetString()).Where(k => k != "welcome"));
    }

    [Fact]
    public async Task An_event_of_an_erased_customer_brings_nothing_back_when_it_comes_late()
    {
        var product = await shop.ProductAsync();
        using var customer = await KnownCustomer.RegisterAsync(shop);
        using var admin = await shop.AdminAsync();
        await HandledAsync("notifications", "accounts", "user.created", customer.Id);
        var renaming = await BreakAsync("notifications", "contacts", $"new.name like '{customer.Texts[0]} Late%'");
        (await customer.Http.PutJsonAsync($"/api/users/{customer.Id}", new { firstName = $"{customer.Texts[0]} Late" }, "*")).Is(HttpStatusCode.OK);
        var renamed = await DeadLetterAsync(admin, "notifications", "user.updated", customer.Id);
        var reserving = await BreakAsync("inventory", "reservations", $"new.sku = '{product.Sku}'");
        var placed = await customer.OrderAsync(product);
        var ordered = await DeadLetterAsync(admin, "inventory", "order.created", placed.Id);
        (await customer.Http.PostJsonAsync($"/api/orders/{placed.Id}/cancel", null)).Is(HttpStatusCode.OK);

        (await admin.PostJsonAsync($"/api/users/{customer.Id}/erase", new { })).Is(HttpStatusCode.NoContent);
        await HandledAsync("notifications", "accounts", "user.erased", customer.Id);
        await HandledAsync("inventory", "accounts", "user.erased", customer.Id);
        Assert.Equal("", await DataAsync(admin, "notifications", renamed, data => data.GetProperty("email")));
        Assert.Equal("", await DataAsync(admin, "inventory", ordered, data => data.GetProperty("shippingAddress").GetProperty("street")));
        await RetryAsync(admin, "notifications", renamed, renaming);
        await RetryAsync(admin, "inventory", ordered, reserving);

        // The mail server does not answer: the address waits for it, as it was before the late event.
        IReadOnlyList<string> found = [];
        await Eventually.TrueAsync(
            async () => (found = await Trace.FindAsync(shop.Shop, customer.Texts)).All(t => t.StartsWith("notifications.contacts:", StringComparison.Ordinal)),
            () => string.Join("; ", found));
        Assert.Empty(await Trace.FindAsync(shop.Shop, $"{customer.Texts[0]} Late"));
        Assert.Equal("clean", await shop.AuditAsync());
    }

    [Fact]
    public async Task The_audit_finds_what_an_erasure_left()
    {
        using var customer = await KnownCustomer.RegisterAsync(shop);
        (await customer.Http.PostJsonAsync($"/api/users/{customer.Id}/erase", new { KnownCustomer.Password })).Is(HttpStatusCode.NoContent);
        Assert.Equal("clean", await shop.AuditAsync());
        var left = Guid.NewGuid();
        await ExecuteAsync("accounts",
            $"""
            insert into addresses (id, user_id, street, city, state, zip_code, country, is_default)
            values ('{left}', '{customer.Id}', 'Left Street 1', 'Left', '', '1', 'DE', true)
            """);

        var report = await shop.AuditAsync();

        Assert.Contains("an erased account leaves no personal data", report, StringComparison.Ordinal);
        Assert.Contains(customer.Id.ToString(), report, StringComparison.Ordinal);
        await ExecuteAsync("accounts", $"delete from addresses where id = '{left}'");
    }

    [Fact]
    public async Task An_export_is_whole_or_refused()
    {
        using var customer = await KnownCustomer.RegisterAsync(shop);
        await ExecuteAsync("carts", "alter table carts rename to carts_away");

        var refused = (await customer.Http.GetJsonAsync($"/api/users/{customer.Id}/export")).Is(HttpStatusCode.ServiceUnavailable);

        Assert.Equal("application/problem+json", refused.Response.Content.Headers.ContentType?.MediaType);
        Assert.DoesNotContain(customer.Email, refused.Body, StringComparison.Ordinal);
        await ExecuteAsync("carts", "alter table carts_away rename to carts");
        (await customer.Http.GetJsonAsync($"/api/users/{customer.Id}/export")).Is(HttpStatusCode.OK);
    }

    static async Task<string?> DataAsync(HttpClient admin, string service, Guid letter, Func<JsonElement, JsonElement> member) =>
        member((await admin.GetJsonAsync($"/api/admin/{service}/dead-letters/{letter}")).Is(HttpStatusCode.OK).Json.GetProperty("data")).GetString();

    [Fact]
    public async Task The_token_of_a_payment_is_nowhere_once_the_payment_has_ended()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        var failed = await customer.OrderAsync(product.Sku, 1, "tok_declined");
        await customer.UntilAsync(failed.Id, o => o.GetProperty("payment").GetProperty("status").GetString() == "failed");
        var paid = await customer.OrderAsync(product.Sku, 1);
        await customer.UntilAsync(paid.Id, "confirmed");

        await using var orders = await OpenAsync("orders");
        await using var payments = await OpenAsync("payments");
        Guid[] ids = [failed.Id, paid.Id];
        Assert.Equal(0L, await CountAsync(orders, "select count(*) from orders where id = any($1) and payment_token is not null", ids));
        Assert.Equal(0L, await CountAsync(payments, "select count(*) from payments where order_id = any($1) and token is not null", ids));
        const string tokens = "select count(*) from events where aggregate_id = any($1) and name = 'order.payment_requested' and data ->> 'token' <> ''";
        await Eventually.TrueAsync(async () => await CountAsync(orders, tokens, ids) == 0, () => "The log holds a token.");
    }

    static async Task<long> CountAsync(NpgsqlConnection connection, string sql, Guid[] orders)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = orders } } };
        return (long)(await command.ExecuteScalarAsync())!;
    }

    static object Product(string sku) => new { name = $"Product {sku}", description = "For a test.", category = "tests", sku, price = 10m, currency = "EUR" };

    static async Task CountAsync(HttpClient admin, Guid product, int units) =>
        (await admin.PutJsonAsync($"/api/inventory/{product}", new { stockLevel = units, warehouseId = "main" })).Is(HttpStatusCode.OK);

    /// <summary>Lets every write of some rows fail until the result is disposed of.</summary>
    async Task<Fault> BreakAsync(string service, string table, string condition)
    {
        var name = $"fault_{Guid.NewGuid():N}";
        await ExecuteAsync(service,
            $"""
            create function {name}() returns trigger language plpgsql as $$ begin raise exception 'a fault of the test'; end $$;
            create trigger {name} before insert or update on {table} for each row when ({condition}) execute function {name}();
            """);
        return new(() => ExecuteAsync(service, $"drop function if exists {name} cascade"));
    }

    static async Task<Guid> DeadLetterAsync(HttpClient admin, string service, string name, Guid aggregate)
    {
        JsonElement? letter = null;
        await Eventually.AnsweredAsync(admin, $"/api/admin/{service}/dead-letters?name={name}", letters =>
            (letter = letters.GetProperty("items").EnumerateArray().Cast<JsonElement?>()
                .FirstOrDefault(l => l!.Value.GetProperty("aggregateId").GetGuid() == aggregate)) is not null);
        return letter!.Value.GetProperty("eventId").GetGuid();
    }

    /// <summary>Waits until a service has handled the event of an aggregate.</summary>
    async Task HandledAsync(string service, string publisher, string name, Guid aggregate)
    {
        await using var log = await OpenAsync(publisher);
        await using var find = new NpgsqlCommand("select id from events where aggregate_id = $1 and name = $2", log)
        {
            Parameters = { new() { Value = aggregate }, new() { Value = name } },
        };
        var id = (Guid)(await find.ExecuteScalarAsync())!;
        await EventuallyAsync(service, "select exists (select from inbox where event_id = $1) and not exists (select from retries where event_id = $1)", id, name);
    }

    /// <summary>Removes the fault, retries a dead letter and waits until its event has taken effect.</summary>
    async Task RetryAsync(HttpClient admin, string service, Guid letter, Fault fault)
    {
        await fault.DisposeAsync();
        (await admin.PostJsonAsync($"/api/admin/{service}/dead-letters/{letter}/retry", null)).Is(HttpStatusCode.Accepted);
        await EventuallyAsync(
            service, "select not exists (select from retries where event_id = $1) and not exists (select from dead_letters where event_id = $1)", letter, "the retry");
    }

    async Task EventuallyAsync(string service, string sql, Guid eventId, string what)
    {
        await using var connection = await OpenAsync(service);
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = eventId } } };
        await Eventually.TrueAsync(async () => (bool)(await command.ExecuteScalarAsync())!, () => $"{service} has not handled {what}.");
    }

    async Task ExecuteAsync(string service, string sql)
    {
        await using var connection = await OpenAsync(service);
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    async Task<NpgsqlConnection> OpenAsync(string service)
    {
        var connection = new NpgsqlConnection(shop.Shop.Postgres.Address.Service(service));
        await connection.OpenAsync();
        return connection;
    }

    sealed class Fault(Func<Task> remove) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync() => await remove();
    }
}
