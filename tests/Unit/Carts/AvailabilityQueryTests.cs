using Cartwright.Carts;

namespace Cartwright.Unit.Carts;

public sealed class AvailabilityQueryTests
{
    [Fact]
    public void Two_hundred_usual_articles_are_one_call() =>
        Assert.Single(InventoryClient.Queries(Enumerable.Range(0, Cart.LinesMax).Select(i => $"SHIRT-BLUE-{i:000}")));

    [Fact]
    public void Long_ones_are_spread_over_addresses_that_servers_accept()
    {
        var skus = Enumerable.Range(0, Cart.LinesMax).Select(i => $"{i:000}".PadLeft(Cart.SkuLengthMax, '/')).ToList();

        var queries = InventoryClient.Queries(skus).ToList();

        Assert.All(queries, q => Assert.InRange(q.Length, 1, 7000));
        Assert.Equal(skus, queries.SelectMany(q => q.Split('&')).Select(p => Uri.UnescapeDataString(p["sku=".Length..])));
    }

    [Fact]
    public void The_parts_of_bundles_may_be_more_than_one_call_can_name() =>
        Assert.Equal([200, 200, 1], InventoryClient.Queries(Enumerable.Range(0, 401).Select(i => $"{i}")).Select(q => q.Split('&').Length));

    [Fact]
    public void Nothing_is_asked_for_nothing() => Assert.Empty(InventoryClient.Queries([]));
}
