using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;
using Npgsql;

namespace Cartwright.Tests.OrdersService;

/// <summary>What tests of returns do as customers and staff.</summary>
internal static class TestReturns
{
    /// <summary>An order that has arrived.</summary>
    public static async Task<Answer> DeliveredAsync(this TestCustomer customer, HttpClient admin, (string Sku, int Quantity)[] lines, string token = "tok_ok")
    {
        var order = (await customer.Http.PostJsonAsync("/api/orders", OrderBody.Of(lines, token), Guid.NewGuid().ToString())).Is(HttpStatusCode.Created);
        await customer.UntilAsync(order.Id, "confirmed");
        foreach (var status in new[] { "shipped", "delivered" })
        {
            (await admin.PutJsonAsync($"/api/orders/{order.Id}/status", new { status })).Is(HttpStatusCode.OK);
        }

        return order;
    }

    /// <summary>Asks to send units back.</summary>
    public static Task<Answer> RequestReturnAsync(
        this HttpClient client, Guid order, (string Sku, int Quantity)[] lines, string? key = null, string? comment = null, string reason = "unwanted") =>
        client.PostJsonAsync(
            $"/api/orders/{order}/returns", new { items = lines.Select(l => new { sku = l.Sku, quantity = l.Quantity, reason }), comment }, key ?? Guid.NewGuid().ToString());

    /// <summary>Staff record that the parcel is back, and what is in it.</summary>
    public static async Task<Answer> UnpackAsync(this HttpClient admin, Guid id, (string Sku, int Restocked, int Scrapped)[] found, object? deduction = null)
    {
        (await admin.PostJsonAsync($"/api/returns/{id}/receive", null)).Is(HttpStatusCode.OK);
        return await admin.InspectAsync(id, found, deduction);
    }

    /// <summary>Staff record what is in a parcel that is back.</summary>
    public static Task<Answer> InspectAsync(this HttpClient admin, Guid id, (string Sku, int Restocked, int Scrapped)[] found, object? deduction = null) =>
        admin.PostJsonAsync(
            $"/api/returns/{id}/inspect", new { items = found.Select(f => new { sku = f.Sku, restocked = f.Restocked, scrapped = f.Scrapped }), deduction });

    /// <summary>Waits for a state of a return.</summary>
    public static async Task<JsonElement> ReturnUntilAsync(this HttpClient client, Guid id, string status)
    {
        var found = default(JsonElement);
        await Eventually.TrueAsync(
            async () => Text(found = (await client.GetJsonAsync($"/api/returns/{id}")).Is(HttpStatusCode.OK).Json, "status") == status,
            () => $"The return is not {status}: {found}.");
        return found;
    }

    /// <summary>Makes an order look as if it had arrived some days ago, or a return as if it was due.</summary>
    public static async Task ChangeAsync(this TestShop shop, string sql, Guid id)
    {
        await using var source = NpgsqlDataSource.Create(shop.Shop.Postgres.Address.Service("orders"));
        await using var command = source.CreateCommand(sql);
        command.Parameters.AddWithValue(id);
        Assert.Equal(1, await command.ExecuteNonQueryAsync());
    }

    /// <summary>Waits until so many units are in stock.</summary>
    public static Task InStockAsync(this HttpClient admin, TestProduct product, int units) => Eventually.EqualAsync(
        units,
        async () => (await admin.GetJsonAsync($"/api/inventory/{product.Id}")).Json.GetProperty("items").EnumerateArray().Sum(s => s.GetProperty("stockLevel").GetInt32()));

    /// <summary>A text of an answer.</summary>
    public static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();
}
