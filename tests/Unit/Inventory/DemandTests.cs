using Cartwright.Contracts;
using Cartwright.Inventory;

namespace Cartwright.Unit.Inventory;

public sealed class DemandTests
{
    static readonly Guid First = Guid.CreateVersion7();
    static readonly Guid Second = Guid.CreateVersion7();

    static OrderLine Alone(string sku, int quantity) => new(sku, Guid.NewGuid(), sku, quantity, 10);

    static OrderLine Bundle(int quantity, params (string Sku, int Quantity)[] parts) => new(
        "SET", Guid.NewGuid(), "Set", quantity, 25, [.. parts.Select(p => new OrderLinePart(p.Sku, Guid.NewGuid(), p.Sku, p.Quantity))]);

    static AllocationResult Decide(IEnumerable<Free> stock, params (Guid Id, OrderLine[] Lines)[] orders) =>
        Allocation.Decide(orders.Select(o => (o.Id, o.Lines.SelectMany(Demand.Of))), stock);

    [Fact]
    public void A_line_without_parts_demands_its_own_sku()
    {
        Assert.Equal([new Demand("LAMP", 3)], Demand.Of(Alone("LAMP", 3)));
        Assert.Equal([new Demand("LAMP", 3)], Demand.Of(Alone("LAMP", 3) with { Parts = [] }));
    }

    [Fact]
    public void A_bundle_demands_the_parts_of_all_its_units_and_not_itself() =>
        Assert.Equal([new Demand("LAMP", 3), new Demand("BULB", 6)], Demand.Of(Bundle(3, ("LAMP", 1), ("BULB", 2))));

    [Fact]
    public void A_bundle_and_its_part_alone_cannot_both_pass_in_one_order()
    {
        var result = Decide([new("LAMP", "main", 2), new("BULB", "main", 4)], (First, [Bundle(2, ("LAMP", 1), ("BULB", 2)), Alone("BULB", 1)]));
        Assert.Equal([new Shortage("BULB", 5, 4)], result.Rejected[First]);
        Assert.Empty(result.Allocated);
    }

    [Fact]
    public void Two_bundles_that_share_a_part_take_it_once()
    {
        Free[] stock = [new("LAMP", "main", 1), new("BULB", "main", 2), new("DESK", "main", 1)];
        var result = Decide(stock, (First, [Bundle(1, ("LAMP", 1), ("BULB", 2))]), (Second, [Bundle(1, ("DESK", 1), ("BULB", 1))]));
        Assert.Equal([new Allocated(First, "LAMP", "main", 1), new Allocated(First, "BULB", "main", 2)], result.Allocated);
        Assert.Equal([new Shortage("BULB", 1, 0)], result.Rejected[Second]);
    }

    [Fact]
    public void A_demand_that_no_number_holds_is_not_a_small_one() =>
        Assert.Throws<OverflowException>(() => Demand.Of(Bundle(10_000, ("BULB", int.MaxValue))).ToList());
}
