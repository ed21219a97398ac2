using System.Net;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Faults;

/// <summary>An audit that cannot fail proves nothing: here the books are spoiled behind the shop's back.</summary>
public sealed class AuditTests
{
    [Fact]
    public async Task The_audit_names_what_was_spoiled_whether_the_shop_runs_or_not()
    {
        await using var shop = await KillableShop.OpenAsync();
        var (product, shown) = (await shop.ProductAsync(stock: 10), await shop.ProductAsync(stock: 3));
        using var shopper = new Shopper(await shop.CustomerAsync(), [product], seed: 1);
        var charged = (await shopper.OrderAndWaitAsync()).GetProperty("id").GetGuid();
        var unpaid = (await shopper.OrderAndWaitAsync()).GetProperty("id").GetGuid();
        var honest = await shop.AuditAsync();
        Assert.True(honest.ExitCode == 0, honest.Output);

        await Eventually.TrueAsync(
            async () => (await shop.Anybody.GetJsonAsync($"/api/products/{shown.Id}")).Json.GetProperty("available").GetInt32() == 3, () => "The stock is not told.");
        await SpoilAsync(shop, "inventory", $"update stock set on_hand = on_hand + 1 where sku = '{product.Sku}'");
        await SpoilAsync(shop, "simulators",
            $"""
            insert into charges (id, key, amount, currency, status)
            select gen_random_uuid(), 'order-{charged:N}-9', amount, currency, status from charges where key = 'order-{charged:N}-1'
            """);
        await SpoilAsync(shop, "payments", $"delete from entries where payment_id = (select id from payments where order_id = '{unpaid}')");
        await SpoilAsync(shop, "shipping", $"update shipments set status = 'cancelled' where order_id = '{charged}'");
        await SpoilAsync(shop, "shipping", "update shipping_rates set version = 7");
        await SpoilAsync(shop, "shipping", $"update shipments set method = 'pigeon', method_name = 'Pigeon' where order_id = '{charged}'");
        await SpoilAsync(shop, "catalog", $"update stock set available = available + 1 where sku = '{shown.Sku}'");
        var forgotten = await SpoilAsync(shop, "payments", "delete from inbox where event_id = (select min(event_id::text)::uuid from inbox) returning event_id");

        foreach (var (exitCode, output) in new[] { await shop.AuditAsync(), await StoppedAsync(shop) })
        {
            Assert.Equal(1, exitCode);
            Assert.Contains($"{product.Sku}@main", output);
            Assert.Contains($"one charge per order: {charged}", output);
            Assert.Contains($"captured = refunded + kept: {unpaid}", output);
            Assert.Contains($"shipments follow their order: {charged}", output);
            Assert.Contains("orders prices shipping by the saved rates: version 7", output);
            Assert.Contains($"a shipment goes by the method of its order: {charged}", output);
            Assert.Contains($"the catalog shows the published stock: {shown.Sku}", output);
            Assert.Contains($"every event takes effect: orders/{forgotten}", output);
        }

        await shop.StartAsync();
        using var admin = await shop.AdminAsync();
        (await admin.PostJsonAsync("/api/admin/catalog/events/replay", new { publisher = "inventory" })).Is(HttpStatusCode.Accepted);
        await Eventually.TrueAsync(
            async () => !(await shop.AuditAsync()).Output.Contains("the catalog shows", StringComparison.Ordinal), () => "A replay does not repair the catalog.");
    }

    static async Task<(int ExitCode, string Output)> StoppedAsync(KillableShop shop)
    {
        await shop.StopAsync();
        return await shop.AuditAsync();
    }

    static async Task<object?> SpoilAsync(KillableShop shop, string service, string sql)
    {
        await using var connection = new NpgsqlConnection(shop.Database(service));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync();
    }
}
