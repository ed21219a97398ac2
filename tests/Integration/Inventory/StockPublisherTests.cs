using System.Net;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.InventoryService;

/// <summary>For a moment the catalog shows other numbers here than inventory has published, so these run when nobody audits.</summary>
[Collection(nameof(Alone))]
public sealed class StockPublisherTests(TestShop shop)
{
    [Fact]
    public async Task An_instance_that_had_to_wait_for_another_does_not_tell_an_older_number_after_it()
    {
        var product = await shop.ProductAsync(stock: 10);
        using var admin = await shop.AdminAsync();
        await Eventually.TrueAsync(
            async () => (await admin.GetJsonAsync($"/api/products/{product.Id}")).Json.GetProperty("available").GetInt32() == 10, () => "The stock is not told.");
        await using var other = new NpgsqlConnection(shop.Shop.Postgres.Address.Service("inventory"));
        await other.OpenAsync(TestContext.Current.CancellationToken);
        await using var turn = await other.BeginTransactionAsync(TestContext.Current.CancellationToken);
        await RunAsync<object>(other, "update stock_items set published_available = 4 where sku = $1", product.Sku);

        (await admin.PutJsonAsync($"/api/inventory/{product.Id}", new { stockLevel = 5, warehouseId = "main" })).Is(HttpStatusCode.OK);
        int? waiting = null;
        await Eventually.TrueAsync(
            async () => (waiting = await RunAsync<int?>(other, "select pid from pg_stat_activity where $1 = any(pg_blocking_pids(pid))", other.ProcessID)) is not null,
            () => "Nobody waits.");
        await RunAsync<object>(
            other,
            """
            with sold as (update stock set on_hand = on_hand - 1 where sku = $1 returning sku, warehouse_id)
            insert into movements (sku, warehouse_id, quantity, reason) select sku, warehouse_id, -1, 'count' from sold
            """,
            product.Sku);
        await turn.CommitAsync(TestContext.Current.CancellationToken);

        await Eventually.TrueAsync(
            async () => await RunAsync<string>(other, "select state from pg_stat_activity where pid = $1", waiting!) is null or "idle", () => "It still waits.");
        Assert.Equal(4, await RunAsync<int>(other, "select published_available from stock_items where sku = $1", product.Sku));

        // The catalog was not told of the 4. The next count is told, so that it agrees with inventory again.
        (await admin.PutJsonAsync($"/api/inventory/{product.Id}", new { stockLevel = 9, warehouseId = "main" })).Is(HttpStatusCode.OK);
        await Eventually.TrueAsync(
            async () => (await admin.GetJsonAsync($"/api/products/{product.Id}")).Json.GetProperty("available").GetInt32() == 9, () => "The count is not told.");
    }

    static async Task<T?> RunAsync<T>(NpgsqlConnection connection, string sql, object value)
    {
        await using var command = new NpgsqlCommand(sql, connection) { Parameters = { new() { Value = value } } };
        return (T?)await command.ExecuteScalarAsync();
    }
}
