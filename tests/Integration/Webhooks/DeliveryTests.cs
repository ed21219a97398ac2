using System.Net;
using System.Text.Json;
using Cartwright.Platform.Data;
using Cartwright.Tests.Shops;
using Cartwright.Webhooks;
using Microsoft.Extensions.Options;
using Npgsql;
using StandardWebhooks.Diagnostics;

namespace Cartwright.Tests.Webhooks;

/// <summary>What a third party gets, whatever its server does.</summary>
public sealed class DeliveryTests(TestShop shop)
{
    static readonly string[] Categories = ["category.created", "category.updated"];

    [Fact]
    public async Task An_order_reaches_a_webhook_signed_in_order_and_without_personal_data()
    {
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var product = await shop.ProductAsync();
        await using var receiver = await Receiver.StartAsync(admin, ["order.created@1", "order.confirmed"]);

        var order = (await customer.OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created).Id;
        await receiver.GetsAsync(order, "order.created 200, order.confirmed 200");

        Assert.All(receiver.About(order), received => received.Verify(receiver.Secret));
        Assert.Throws<WebhookVerificationException>(() => receiver.About(order)[0].Verify("whsec_" + Convert.ToBase64String(new byte[32])));
        var created = receiver.About(order)[0].Json;
        Assert.Equal(1, created.GetProperty("version").GetInt32());
        Assert.True((DateTimeOffset.UtcNow - created.GetProperty("timestamp").GetDateTimeOffset()).Duration() < TimeSpan.FromHours(1));
        Assert.Equal(order, created.GetProperty("data").GetProperty("orderId").GetGuid());
        Assert.Equal("", created.GetProperty("data").GetProperty("shippingAddress").GetProperty("street").GetString());
        Assert.DoesNotContain("Main Street 1", receiver.About(order)[0].Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_event_is_attempted_again_and_later_ones_about_the_same_thing_wait()
    {
        using var admin = await shop.AdminAsync();
        var isDown = true;
        await using var receiver = await Receiver.StartAsync(admin, Categories, _ => Task.FromResult(Volatile.Read(ref isDown) ? 503 : 200));
        var (slug, category) = await CategoryAsync(admin);
        await RefusedAsync(receiver, category, 503);
        await RenameAsync(admin, slug);
        await Eventually.TrueAsync(async () => await receiver.DeliveryAsync(category, "category.updated") is not null, () => "The second event has no delivery.");

        var waiting = (await receiver.DeliveryAsync(category, "category.created"))!.Value;
        Assert.Equal(("pending", 503), (waiting.GetProperty("status").GetString(), waiting.GetProperty("statusCode").GetInt32()));
        Assert.Equal(0, await AttemptsAsync(receiver, category, "category.updated"));
        Volatile.Write(ref isDown, false);
        (await admin.PostJsonAsync($"{receiver.Path}/deliveries/{waiting.GetProperty("id").GetGuid()}/retry", null)).Is(HttpStatusCode.Accepted);

        await receiver.GetsAsync(category, "category.created 200, category.updated 200", received => received.Status != 503);
        // The id is that of the event, so that a receiver recognises what it has.
        Assert.Equal(2, receiver.About(category).Select(received => received.Id).Distinct().Count());
        await Eventually.EqualAsync("delivered", async () => (await receiver.DeliveryAsync(category, "category.updated"))!.Value.GetProperty("status").GetString());
        var log = (await admin.GetJsonAsync($"{receiver.Path}/deliveries/{waiting.GetProperty("id").GetGuid()}")).Is(HttpStatusCode.OK).Json;
        Assert.Equal(receiver.About(category)[0].Body, log.GetProperty("payload").GetString());
        var attempts = log.GetProperty("attempts").EnumerateArray().ToList();
        Assert.Equal((503, "answer 503"), (attempts[0].GetProperty("statusCode").GetInt32(), attempts[0].GetProperty("answer").GetString()));
        Assert.Equal(JsonValueKind.Null, attempts[^1].GetProperty("error").ValueKind);
    }

    [Fact]
    public async Task A_server_that_answers_410_gets_nothing_more_until_somebody_enables_it()
    {
        using var admin = await shop.AdminAsync();
        var isGone = true;
        await using var receiver = await Receiver.StartAsync(admin, Categories, _ => Task.FromResult(Volatile.Read(ref isGone) ? 410 : 200));
        var (_, category) = await CategoryAsync(admin);

        await Eventually.EqualAsync("The server answered 410: it wants no more deliveries.", async () =>
            (await admin.GetJsonAsync(receiver.Path)).Is(HttpStatusCode.OK).Json.GetProperty("disabledReason").GetString());
        (await admin.PostJsonAsync($"{receiver.Path}/test", null)).Is(HttpStatusCode.Conflict);
        Volatile.Write(ref isGone, false);
        var etag = (await admin.GetJsonAsync(receiver.Path)).Response.Headers.ETag!.Tag;
        (await admin.PutJsonAsync(receiver.Path, new { url = receiver.Url, events = Categories }, etag)).Is(HttpStatusCode.OK);

        await Eventually.TrueAsync(() => Task.FromResult(receiver.About(category).Any(received => received.Status == 200)), () => "What waited is not delivered.");
    }

    [Fact]
    public async Task A_server_that_is_silent_holds_up_nobody_else()
    {
        using var admin = await shop.AdminAsync();
        var released = new TaskCompletionSource();
        await using var silent = await Receiver.StartAsync(admin, Categories, async _ =>
        {
            await released.Task;
            return 200;
        });
        var (first, second) = (await CategoryAsync(admin), await CategoryAsync(admin));
        await Eventually.TrueAsync(async () => await AttemptsAsync(silent, first.Id, "category.created") > 0, () => "Nothing is attempted.");
        // A webhook gets all events that arrive after it was made: one that is still on its way would reach the second webhook too.
        await Eventually.TrueAsync(async () => await silent.DeliveryAsync(second.Id, "category.created") is not null, () => "The second event has no delivery.");

        await using var quick = await Receiver.StartAsync(admin, Categories);
        await RenameAsync(admin, second.Slug);
        await quick.GetsAsync(second.Id, "category.updated 200");

        Assert.Empty(silent.About(second.Id));
        released.SetResult();
    }

    [Fact]
    public async Task After_a_rotation_both_secrets_sign()
    {
        using var admin = await shop.AdminAsync();
        await using var receiver = await Receiver.StartAsync(admin, Categories);
        (await admin.PostJsonAsync($"{receiver.Path}/secret", null)).Is(HttpStatusCode.PreconditionRequired);

        var rotated = (await admin.SendAsync(HttpMethod.Post, $"{receiver.Path}/secret", null, m => m.Headers.TryAddWithoutValidation("If-Match", "*"))).Is(HttpStatusCode.OK).Json;
        Assert.True(rotated.GetProperty("oldSecretUntil").GetDateTimeOffset() > DateTimeOffset.UtcNow);
        var secret = rotated.GetProperty("secret").GetString()!;
        Assert.NotEqual(receiver.Secret, secret);
        var test = (await admin.PostJsonAsync($"{receiver.Path}/test", null)).Is(HttpStatusCode.Accepted).Json;

        var webhook = rotated.GetProperty("id").GetGuid();
        await receiver.GetsAsync(webhook, "webhook.test 200");
        receiver.About(webhook)[0].Verify(receiver.Secret);
        receiver.About(webhook)[0].Verify(secret);
        Assert.Equal($"msg_{test.GetProperty("eventId").GetGuid():N}", receiver.About(webhook)[0].Id);
    }

    [Fact]
    public async Task A_secret_that_cannot_be_read_holds_up_nobody_else_and_is_rotated()
    {
        using var admin = await shop.AdminAsync();
        await using var broken = await Receiver.StartAsync(admin, Categories);
        await using var other = await Receiver.StartAsync(admin, Categories);
        await shop.ExecuteAsync("webhooks", $"update webhooks set secret = '\\x01' where id = '{broken.Path.Split('/')[^1]}'");

        var (_, category) = await CategoryAsync(admin);

        await other.GetsAsync(category, "category.created 200");
        await Eventually.TrueAsync(
            async () => (await admin.GetJsonAsync(broken.Path)).Json.GetProperty("disabledReason").GetString() is { } reason
                && reason.StartsWith("Its secret cannot be read", StringComparison.Ordinal),
            () => "The webhook is not disabled.");
        var rotated = (await admin.SendAsync(HttpMethod.Post, $"{broken.Path}/secret", null, m => m.Headers.TryAddWithoutValidation("If-Match", "*"))).Is(HttpStatusCode.OK).Json;
        (await admin.PutJsonAsync(broken.Path, new { url = broken.Url, events = Categories }, "*")).Is(HttpStatusCode.OK);
        await broken.GetsAsync(category, "category.created 200");
        broken.About(category)[0].Verify(rotated.GetProperty("secret").GetString()!);
    }

    [Fact]
    public async Task The_events_of_a_time_are_delivered_again()
    {
        using var admin = await shop.AdminAsync();
        await using var receiver = await Receiver.StartAsync(admin, Categories);
        var (slug, category) = await CategoryAsync(admin);
        await RenameAsync(admin, slug);
        await Eventually.EqualAsync("delivered", async () => (await receiver.DeliveryAsync(category, "category.updated"))?.GetProperty("status").GetString());
        var from = (await receiver.DeliveryAsync(category, "category.created"))!.Value.GetProperty("occurredAt").GetDateTimeOffset();

        (await admin.PostJsonAsync($"{receiver.Path}/replay", new { from, to = from })).Is(HttpStatusCode.BadRequest).Names("to");
        var replayed = (await admin.PostJsonAsync($"{receiver.Path}/replay", new { from, to = from.AddHours(1) })).Is(HttpStatusCode.Accepted).Json;

        Assert.True(replayed.GetProperty("deliveries").GetInt32() >= 2);
        await receiver.GetsAsync(category, "category.created 200, category.updated 200, category.created 200, category.updated 200");
        Assert.Equal(2, receiver.About(category).Select(received => received.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_server_that_has_failed_for_days_is_not_asked_any_more()
    {
        using var admin = await shop.AdminAsync();
        await using var receiver = await Receiver.StartAsync(admin, Categories, _ => Task.FromResult(500));
        var (_, category) = await CategoryAsync(admin);
        await RefusedAsync(receiver, category, 500);
        var webhook = receiver.Path.Split('/')[^1];

        await shop.ExecuteAsync("webhooks", $"update webhooks set failing_since = now() - interval '4 days' where id = '{webhook}'");
        await shop.ExecuteAsync(
            "webhooks",
            $"update deliveries set attempts = {DeliverySchedule.AttemptsMax - 1}, next_at = now() where webhook_id = '{webhook}' and aggregate_id = '{category}'");

        await Eventually.TrueAsync(
            async () => (await admin.GetJsonAsync(receiver.Path)).Json.GetProperty("disabledReason").GetString() is { } reason
                && reason.StartsWith("No delivery has succeeded since ", StringComparison.Ordinal),
            () => "The webhook is not disabled.");
        Assert.Equal("failed", (await receiver.DeliveryAsync(category, "category.created"))!.Value.GetProperty("status").GetString());
    }

    [Fact]
    public async Task The_audit_compares_deliveries_with_their_attempts_and_old_ones_are_deleted()
    {
        using var admin = await shop.AdminAsync();
        await using var receiver = await Receiver.StartAsync(admin, Categories);
        var (_, category) = await CategoryAsync(admin);
        await Eventually.EqualAsync("delivered", async () => (await receiver.DeliveryAsync(category, "category.created"))?.GetProperty("status").GetString());
        var (id, database) = ((await receiver.DeliveryAsync(category, "category.created"))!.Value.GetProperty("id").GetGuid(), shop.Shop.Service<Database>("webhooks")[0]);

        Assert.Empty(await SpoiledAsync("select"));
        Assert.Equal(["a delivered event has an answer of 200 to 299"], await SpoiledAsync($"update attempts set status_code = 500 where delivery_id = '{id}'"));
        Assert.Equal(["a delivery fails after its last attempt"], await SpoiledAsync($"update deliveries set status = 'failed' where id = '{id}'"));

        await shop.ExecuteAsync("webhooks", $"update deliveries set created_at = now() - interval '31 days' where id = '{id}'");
        await shop.ExecuteAsync("webhooks", $"update messages set occurred_at = now() - interval '31 days' where event_id = (select event_id from deliveries where id = '{id}')");
        await new PurgeDeliveries(database, Options.Create(new WebhooksOptions()), TimeProvider.System).RunAsync(TestContext.Current.CancellationToken);
        (await admin.GetJsonAsync($"{receiver.Path}/deliveries/{id}")).Is(HttpStatusCode.NotFound);
        Assert.Equal(0, await shop.CountAsync("webhooks", "select count(*) from messages where occurred_at < now() - interval '30 days'"));

        // Nobody else sees what is rolled back.
        async Task<IReadOnlyList<string>> SpoiledAsync(string sql)
        {
            await using var connection = await database.OpenAsync(TestContext.Current.CancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);
            await using var spoil = new NpgsqlCommand(sql, connection);
            await spoil.ExecuteNonQueryAsync();
            return [.. (await WebhooksBooks.FindDiscrepanciesAsync(connection)).Where(d => d.Id == id.ToString()).Select(d => d.Invariant)];
        }
    }

    static async Task<int> AttemptsAsync(Receiver receiver, Guid aggregate, string type) =>
        (await receiver.DeliveryAsync(aggregate, type))?.GetProperty("attempts").GetInt32() ?? 0;

    // The answer is in the log a moment after the attempt has been counted.
    static Task RefusedAsync(Receiver receiver, Guid category, int status) => Eventually.EqualAsync(
        $"{status}", async () => $"{(await receiver.DeliveryAsync(category, "category.created"))?.GetProperty("statusCode")}");

    async Task<(string Slug, Guid Id)> CategoryAsync(HttpClient admin)
    {
        var slug = "w" + Guid.NewGuid().ToString("N")[..12];
        (await admin.PostJsonAsync("/api/products/categories", new { slug, name = "Webhooks" })).Is(HttpStatusCode.Created);
        return (slug, Guid.Parse(await shop.TextAsync("catalog", $"select id::text from categories where slug = '{slug}'")));
    }

    static async Task RenameAsync(HttpClient admin, string slug) =>
        (await admin.PutJsonAsync($"/api/products/categories/{slug}", new { slug, name = "Renamed" }, "*")).Is(HttpStatusCode.OK);
}
