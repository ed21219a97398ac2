using System.Net;
using System.Text.Json;
using Cartwright.Tests.Shops;

namespace Cartwright.Faults;

/// <summary>What a shop owes to those who ordered, checked from outside, as they would.</summary>
public static class Promises
{
    static readonly ParallelOptions Bounds = new() { MaxDegreeOfParallelism = 8 };

    /// <summary>Every order that was answered exists, and its key still leads to it.</summary>
    public static Task KeptAsync(IEnumerable<(Shopper Shopper, Placed Order)> orders) => Parallel.ForEachAsync(orders, Bounds, async (o, _) =>
    {
        Assert.Equal(o.Order.Id, await o.Shopper.FindAsync(o.Order));
        Assert.Equal(o.Order.Id, await o.Shopper.RepeatAsync(o.Order));
    });

    /// <summary>
    /// Once everything has drained: nobody has an order that they did not place, every order is over or waits for its customer with a live timer, what the
    /// shop agreed to cancel is cancelled, confirmed orders are paid once, inspected returns are refunded, and the warehouse holds what was counted and has not left
    /// or is back, of which the open orders have their units.
    /// </summary>
    public static async Task FulfilledAsync(ShopUnderFault shop, IReadOnlyList<Product> products, IReadOnlyList<Shopper> shoppers)
    {
        var held = products.ToDictionary(p => p.Sku, _ => 0);
        var left = products.ToDictionary(p => p.Sku, _ => 0);
        foreach (var shopper in shoppers)
        {
            Assert.True(shopper.Surprises.IsEmpty, $"{string.Join('\n', shopper.Surprises)}\n{shop.Output}");
            var orders = (await ListAsync(shopper.Client, "/api/orders")).ToDictionary(o => o.GetProperty("id").GetGuid());
            Assert.Equal(shopper.Orders.Select(o => o.Id).Order(), orders.Keys.Order());
            foreach (var placed in shopper.Orders)
            {
                var order = orders[placed.Id];
                var status = order.GetProperty("status").GetString();
                Assert.True(IsPaid(order) || status is "rejected" or "cancelled" || WaitsForItsCustomer(order), $"The order is not over: {order}");
                Assert.True(status == "cancelled" || !placed.Cancelled, $"The order should be cancelled: {order}");
                var units = status is "confirmed" or "awaiting_payment" ? held : status is "shipped" or "delivered" ? left : null;
                foreach (var (sku, quantity) in units is null ? [] : placed.Items)
                {
                    units![sku] += quantity;
                }
            }

            foreach (var returned in await ListAsync(shopper.Client, "/api/returns"))
            {
                Assert.NotEqual("inspected", returned.GetProperty("status").GetString());
                foreach (var item in returned.GetProperty("items").EnumerateArray())
                {
                    left[item.GetProperty("sku").GetString()!] -= item.GetProperty("restocked").GetInt32();
                }
            }

            await Parallel.ForEachAsync(orders.Values.Where(IsPaid), Bounds, async (order, _) =>
            {
                var payments = (await ReadAsync(shopper.Client, $"/api/payments?orderId={order.GetProperty("id").GetGuid()}")).GetProperty("items").EnumerateArray();
                var completed = Assert.Single(payments, p => p.GetProperty("status").GetString() == "completed");
                Assert.Equal(order.GetProperty("total").GetDecimal(), completed.GetProperty("amount").GetDecimal());
            });
        }

        using var anybody = await shop.CustomerAsync();
        foreach (var product in products)
        {
            var stock = Assert.Single((await ReadAsync(anybody, $"/api/inventory/{product.Id}")).GetProperty("items").EnumerateArray());
            Assert.Equal(product.Stock - left[product.Sku], stock.GetProperty("stockLevel").GetInt32());
            Assert.Equal(held[product.Sku], stock.GetProperty("reserved").GetInt32());
            // The catalog hears of it a moment later.
            var available = product.Stock - left[product.Sku] - held[product.Sku];
            await Eventually.TrueAsync(
                async () => (await ReadAsync(anybody, $"/api/products/{product.Id}")).GetProperty("available").GetInt32() == available,
                () => $"The catalog does not show that {available} of {product.Sku} can be ordered.");
        }
    }

    static bool IsPaid(JsonElement order) => order.GetProperty("status").GetString() is "confirmed" or "shipped" or "delivered";

    static bool WaitsForItsCustomer(JsonElement order) =>
        order.GetProperty("status").GetString() == "awaiting_payment"
        && order.GetProperty("payment").GetProperty("status").GetString() == "failed"
        && order.GetProperty("payBefore").GetDateTimeOffset() > DateTimeOffset.UtcNow;

    static async Task<JsonElement> ReadAsync(HttpClient client, string path) => (await WithRetries.AskAsync(() => client.GetJsonAsync(path))).Is(HttpStatusCode.OK).Json;

    static async Task<List<JsonElement>> ListAsync(HttpClient client, string path)
    {
        var items = new List<JsonElement>();
        var cursor = "";
        do
        {
            var page = await ReadAsync(client, $"{path}?limit=100{cursor}");
            items.AddRange(page.GetProperty("items").EnumerateArray());
            cursor = page.GetProperty("nextCursor").GetString() is { } next ? $"&cursor={Uri.EscapeDataString(next)}" : null;
        }
        while (cursor is not null);
        return items;
    }
}
