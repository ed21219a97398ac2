using System.Net;
using Cartwright.Tests.Shops;

namespace Cartwright.Tests.OrdersService;

/// <summary>The limit of a line counts what the lines of a SKU add up to.</summary>
public sealed class OrderedUnitsTests(TestShop shop)
{
    [Fact]
    public async Task Two_lines_of_one_sku_cannot_pass_the_limit_of_a_line_together()
    {
        var product = await shop.ProductAsync();
        using var customer = await shop.CustomerAsync();
        (string Sku, int Quantity)[] tooMany = [(product.Sku, 10_000), (product.Sku, 1)];

        var order = await customer.Http.PostJsonAsync("/api/orders", OrderBody.Of(tooMany), Guid.NewGuid().ToString());
        var quote = await customer.Http.PostJsonAsync("/api/orders/quote", new { items = tooMany.Select(i => new { sku = i.Sku, quantity = i.Quantity }) });

        Assert.All([order, quote], refused => refused.Is(HttpStatusCode.BadRequest).Names("items[1].quantity"));
    }
}
