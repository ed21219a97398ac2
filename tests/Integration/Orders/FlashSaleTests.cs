using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.OrdersService;

[Collection(nameof(Alone))]
public sealed class FlashSaleTests(TestShop shop)
{
    const int Units = 400;
    const int Buyers = 2000;
    const int AtOnce = 64;

    [Fact]
    public async Task Two_thousand_buyers_of_four_hundred_units_get_four_hundred_orders_and_a_clear_answer()
    {
        var product = await shop.ProductAsync(stock: Units);
        var accounts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => shop.CustomerAsync()));
        var orders = new Guid[Buyers];
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Buyers),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (buyer, _) => orders[buyer] = (await accounts[buyer % accounts.Length].OrderAsync(product.Sku, 1)).Is(HttpStatusCode.Created).Id);

        var (confirmed, rejected) = (0, 0);
        await Parallel.ForEachAsync(
            Enumerable.Range(0, Buyers),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (buyer, _) =>
            {
                var order = await accounts[buyer % accounts.Length].UntilAsync(orders[buyer], "confirmed", "rejected");
                if (order.GetProperty("status").GetString() == "confirmed")
                {
                    Interlocked.Increment(ref confirmed);
                }
                else
                {
                    Assert.Contains("Out of stock", order.GetProperty("statusReason").GetString());
                    Interlocked.Increment(ref rejected);
                }
            });

        Assert.Equal((Units, Buyers - Units), (confirmed, rejected));
        Assert.Equal(0, (await accounts[0].Http.GetJsonAsync($"/api/inventory/{product.Id}")).Json.GetProperty("available").GetInt32());
        Assert.Equal("clean", await shop.AuditAsync());
    }
}
