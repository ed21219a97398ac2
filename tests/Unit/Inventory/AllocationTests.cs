using Cartwright.Inventory;
using FsCheck;
using FsCheck.Fluent;

namespace Cartwright.Unit.Inventory;

public sealed class AllocationTests
{
    /// <summary>Orders in their order, each with what it wants, and what is free: few SKUs and small numbers, so that they compete.</summary>
    sealed record Situation(IReadOnlyList<(Guid OrderId, IReadOnlyList<Demand> Demands)> Orders, IReadOnlyList<Free> Stock)
    {
        public override string ToString() =>
            $"free: {string.Join(", ", Stock)}; wanted: {string.Join(" | ", Orders.Select(o => string.Join(", ", o.Demands)))}";
    }

    static readonly Gen<string> Skus = Gen.Elements("A", "B", "C");

    static readonly Gen<Demand> Demands = from sku in Skus from quantity in Gen.Choose(1, 4) select new Demand(sku, quantity);

    static readonly Gen<Situation> Situations =
        from stock in Gen.ListOf(from sku in Skus from warehouse in Gen.Elements("east", "west") from quantity in Gen.Choose(0, 6) select new Free(sku, warehouse, quantity))
        from orders in Gen.ListOf(Demands.NonEmptyListOf())
        select new Situation(
            [.. orders.Select(demands => (Guid.NewGuid(), (IReadOnlyList<Demand>)[.. demands]))],
            [.. stock.DistinctBy(s => (s.Sku, s.WarehouseId))]);

    static AllocationResult Decide(Situation situation) =>
        Allocation.Decide(situation.Orders.Select(o => (o.OrderId, (IEnumerable<Demand>)o.Demands)), situation.Stock);

    static AllocationResult Decide(IEnumerable<Free> stock, params (Guid, Demand[])[] orders) =>
        Allocation.Decide(orders.Select(o => (o.Item1, (IEnumerable<Demand>)o.Item2)), stock);

    static Dictionary<string, int> Wanted(IEnumerable<Demand> demands) => demands.GroupBy(d => d.Sku).ToDictionary(g => g.Key, g => g.Sum(d => d.Quantity));

    static void Always(Action<Situation, AllocationResult> law) =>
        Prop.ForAll(Situations.ToArbitrary(), situation => law(situation, Decide(situation)))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true));

    [Fact]
    public void Never_is_more_reserved_than_is_free() => Always((situation, result) =>
    {
        var free = situation.Stock.ToDictionary(s => (s.Sku, s.WarehouseId), s => s.Quantity);
        Assert.All(
            result.Allocated.GroupBy(a => (a.Sku, a.WarehouseId)),
            taken => Assert.InRange(taken.Sum(a => a.Quantity), 1, free.GetValueOrDefault(taken.Key)));
    });

    [Fact]
    public void An_order_gets_exactly_what_it_wants_or_nothing() => Always((situation, result) =>
    {
        var got = result.Allocated.ToLookup(a => a.OrderId, a => new Demand(a.Sku, a.Quantity));
        Assert.All(
            situation.Orders,
            order => Assert.Equal(result.Rejected.ContainsKey(order.OrderId) ? [] : Wanted(order.Demands), Wanted(got[order.OrderId])));
    });

    [Fact]
    public void Who_comes_first_is_served_first() => Always((situation, result) =>
    {
        var left = situation.Stock.GroupBy(s => s.Sku).ToDictionary(g => g.Key, g => g.Sum(s => s.Quantity));
        foreach (var (orderId, demands) in situation.Orders)
        {
            var wanted = Wanted(demands);
            var missing = wanted.Where(w => w.Value > left.GetValueOrDefault(w.Key)).ToList();
            Assert.Equal(missing.Count > 0, result.Rejected.ContainsKey(orderId));
            if (missing.Count > 0)
            {
                Assert.Equal(
                    missing.Select(m => (m.Key, m.Value, left.GetValueOrDefault(m.Key))),
                    result.Rejected[orderId].Select(s => (s.Sku, s.Requested, s.Available)));
                continue;
            }

            foreach (var (sku, quantity) in wanted)
            {
                left[sku] -= quantity;
            }
        }
    });

    [Fact]
    public void Two_lines_of_one_sku_cannot_both_pass_alone()
    {
        var order = Guid.NewGuid();

        var result = Decide([new("A", "main", 3)], (order, [new("A", 2), new("A", 2)]));

        Assert.Empty(result.Allocated);
        Assert.Equal([new("A", 4, 3)], result.Rejected[order]);
    }

    [Fact]
    public void An_order_that_is_rejected_leaves_its_units_to_the_next()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());

        var result = Decide([new("A", "main", 1)], (first, [new("A", 1), new("gone", 1)]), (second, [new("A", 1)]));

        Assert.Equal([new Allocated(second, "A", "main", 1)], result.Allocated);
        Assert.Equal([first], result.Rejected.Keys);
    }

    [Fact]
    public void A_demand_goes_to_the_fullest_warehouse_and_is_divided_only_if_it_must_be()
    {
        var (small, large) = (Guid.NewGuid(), Guid.NewGuid());

        var result = Decide([new("A", "east", 3), new("A", "west", 5)], (small, [new("A", 4)]), (large, [new("A", 4)]));

        Assert.Equal([new(small, "A", "west", 4), new(large, "A", "east", 3), new Allocated(large, "A", "west", 1)], result.Allocated);
    }
}
