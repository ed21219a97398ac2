using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.PaymentsService;

/// <summary>Many payments at once, whose answers are lost or wrong, while webhooks come twice and in any order.</summary>
[Collection(nameof(StripeShop))]
public sealed class StripeChaosTests(StripeShop shop, ITestOutputHelper output)
{
    const int Orders = 200;
    const int Customers = 8;

    static readonly string[] Cards =
    [
        "pm_card_visa", "pm_card_visa", "pm_card_visa", "pm_card_visa_chargeDeclined", "pm_sim_lost", "pm_sim_lost_decline", "pm_sim_error_after",
        "pm_sim_error_before_charge",
    ];

    [Fact]
    public async Task No_order_is_charged_twice_or_paid_and_lost()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"Seed {seed}");
        var random = new Random(seed);
        var plans = Enumerable.Range(0, Orders).Select(_ => (Card: Cards[random.Next(Cards.Length)], Cancel: random.Next(4) == 0)).ToArray();
        var product = await shop.ProductAsync(stock: Orders);
        var customers = await Task.WhenAll(Enumerable.Range(0, Customers).Select(_ => shop.CustomerAsync()));
        var orders = new Guid[Orders];

        await Parallel.ForAsync(0, Orders, new ParallelOptions { MaxDegreeOfParallelism = 2 * Customers }, async (i, _) =>
        {
            var customer = customers[i % Customers];
            orders[i] = (await customer.OrderAsync(product.Sku, 1, plans[i].Card)).Is(HttpStatusCode.Created).Id;
            if (plans[i].Cancel)
            {
                (await customer.Http.PostJsonAsync($"/api/orders/{orders[i]}/cancel", null)).Is(HttpStatusCode.OK);
            }
        });

        var paid = new List<Guid>();
        for (var i = 0; i < Orders; i++)
        {
            var order = await customers[i % Customers].UntilAsync(
                orders[i], o => o.GetProperty("payment").GetProperty("status").GetString() is "completed" or "failed" or "refunded" or "cancelled" or "none");
            if (order.GetProperty("payment").GetProperty("status").GetString() is "completed" or "refunded")
            {
                paid.Add(orders[i]);
            }
        }

        Assert.Equal("clean", await shop.AuditAsync());
        var succeeded = (await shop.IntentsAsync())
            .Where(intent => intent.Status == "succeeded").Select(intent => Guid.Parse(intent.Metadata["order"])).Where(orders.Contains).ToList();
        Assert.Equal(succeeded.Distinct(), succeeded);
        Assert.Equal(paid.Order(), succeeded.Order());
        foreach (var customer in customers)
        {
            customer.Dispose();
        }
    }
}
