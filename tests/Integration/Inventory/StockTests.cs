using System.Net;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.InventoryService;

public sealed class StockTests(TestShop shop)
{
    [Fact]
    public async Task Stock_is_never_counted_below_what_open_orders_hold()
    {
        var product = await shop.ProductAsync(stock: 5);
        using var admin = await shop.AdminAsync();
        using var customer = await shop.CustomerAsync();
        var placed = await customer.OrderAsync(product.Sku, 3);
        await customer.UntilAsync(placed.Is(HttpStatusCode.Created).Id, "confirmed");
        var path = $"/api/inventory/{product.Id}";

        (await admin.PutJsonAsync(path, new { stockLevel = 2, warehouseId = "main" })).Is(HttpStatusCode.Conflict).Names("stockLevel");
        var counted = (await admin.PutJsonAsync(path, new { stockLevel = 3, warehouseId = "main" })).Is(HttpStatusCode.OK).Json;

        Assert.Equal(0, counted.GetProperty("available").GetInt32());
    }

    [Fact]
    public async Task The_ledger_adds_up_to_what_is_on_hand()
    {
        var product = await shop.ProductAsync(stock: 5);
        using var admin = await shop.AdminAsync();
        foreach (var stockLevel in new[] { 9, 9, 4, 0, 6 })
        {
            (await admin.PutJsonAsync($"/api/inventory/{product.Id}", new { stockLevel, warehouseId = "main" })).Is(HttpStatusCode.OK);
        }

        Assert.Equal([5, 4, -5, -4, 6], await MovementsAsync(product.Sku));
    }

    [Fact]
    public async Task Stock_of_several_warehouses_is_one_supply()
    {
        var product = await shop.ProductAsync(stock: 2);
        using var admin = await shop.AdminAsync();
        (await admin.SendAsync(HttpMethod.Put, "/api/inventory/warehouses/north")).Is(HttpStatusCode.OK);
        using var customer = await shop.CustomerAsync();
        (await admin.PutJsonAsync("/api/inventory", new { items = new[] { new { sku = product.Sku, warehouseId = "north", stockLevel = 3 } } })).Is(HttpStatusCode.OK);

        var placed = await customer.OrderAsync(product.Sku, 5);
        await customer.UntilAsync(placed.Is(HttpStatusCode.Created).Id, "confirmed");

        var availability = (await customer.Http.GetJsonAsync($"/api/inventory/availability?sku={product.Sku}")).Is(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Equal([0], availability.EnumerateArray().Select(i => i.GetProperty("available").GetInt32()));
    }

    [Fact]
    public async Task Stock_is_counted_as_soon_as_its_product_or_variant_exists()
    {
        await shop.ProductAsync(stock: 0); // The first one of the tests makes their category.
        using var admin = await shop.AdminAsync();
        for (var i = 0; i < 5; i++)
        {
            var sku = "N-" + Guid.NewGuid().ToString("N")[..12];
            var product = (await admin.PostJsonAsync("/api/products", new { name = sku, category = "tests", sku, price = 1m })).Is(HttpStatusCode.Created);
            (await admin.PutJsonAsync("/api/inventory", new { items = new[] { new { sku, warehouseId = "main", stockLevel = 1 } } })).Is(HttpStatusCode.OK);

            var variants = new[] { sku, sku + "-2" }.Select(s => new { sku = s, price = 1m, options = new { size = s } });
            (await admin.PutJsonAsync($"/api/products/{product.Id}", new { name = sku, category = "tests", variants }, product.Response.Headers.ETag!.Tag)).Is(HttpStatusCode.OK);
            (await admin.PutJsonAsync($"/api/inventory/{product.Id}", new { sku = sku + "-2", warehouseId = "main", stockLevel = 1 })).Is(HttpStatusCode.OK);
        }
    }

    [Fact]
    public async Task A_misspelt_warehouse_is_refused_until_it_is_created()
    {
        var warehouse = "w" + Guid.NewGuid().ToString("N")[..12];
        var product = await shop.ProductAsync(stock: 2);
        using var admin = await shop.AdminAsync();
        var path = $"/api/inventory/{product.Id}";
        var counts = new { items = new[] { new { sku = product.Sku, warehouseId = "main", stockLevel = 9 }, new { sku = product.Sku, warehouseId = warehouse, stockLevel = 9 } } };

        (await admin.PutJsonAsync(path, new { stockLevel = 1, warehouseId = warehouse })).Is(HttpStatusCode.UnprocessableEntity).Names("warehouseId");
        (await admin.PutJsonAsync("/api/inventory", counts)).Is(HttpStatusCode.UnprocessableEntity).Names("items[1].warehouseId");
        Assert.Equal(2, (await admin.GetJsonAsync(path)).Json.GetProperty("available").GetInt32());
        (await admin.SendAsync(HttpMethod.Put, "/api/inventory/warehouses/a%20b")).Is(HttpStatusCode.BadRequest).Names("id");

        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await admin.SendAsync(HttpMethod.Put, $"/api/inventory/warehouses/{warehouse}")).Is(HttpStatusCode.OK);
        }

        var known = (await admin.GetJsonAsync("/api/inventory/warehouses")).Is(HttpStatusCode.OK).Json.GetProperty("items");
        Assert.Single(known.EnumerateArray(), w => w.GetProperty("id").GetString() == warehouse);
        (await admin.PutJsonAsync("/api/inventory", counts)).Is(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_batch_of_counts_with_one_bad_one_counts_nothing()
    {
        var product = await shop.ProductAsync(stock: 2);
        using var admin = await shop.AdminAsync();

        var answer = await admin.PutJsonAsync(
            "/api/inventory",
            new { items = new[] { new { sku = product.Sku, warehouseId = "main", stockLevel = 9 }, new { sku = "unknown", warehouseId = "main", stockLevel = 9 } } });

        answer.Is(HttpStatusCode.UnprocessableEntity).Names("items[1].sku");
        Assert.Equal([2], await MovementsAsync(product.Sku));
    }

    async Task<IReadOnlyList<int>> MovementsAsync(string sku)
    {
        await using var connection = new NpgsqlConnection(shop.Shop.Postgres.Address.Service("inventory"));
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand("select quantity from movements where sku = $1 order by id", connection) { Parameters = { new() { Value = sku } } };
        await using var reader = await command.ExecuteReaderAsync();
        var quantities = new List<int>();
        while (await reader.ReadAsync())
        {
            quantities.Add(reader.GetInt32(0));
        }

        return quantities;
    }
}
