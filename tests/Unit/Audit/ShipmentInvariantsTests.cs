using Cartwright.Audit;
using Cartwright.Orders;
using Cartwright.Shipping;

namespace Cartwright.Unit.Audit;

public sealed class ShipmentInvariantsTests
{
    static readonly Guid Id = Guid.CreateVersion7();

    [Theory]
    [InlineData("confirmed", "ready 3")]
    [InlineData("confirmed", "dispatching 1", "ready 2")]
    [InlineData("partially_shipped", "dispatched 1", "ready 2")]
    [InlineData("partially_shipped", "delivered 1", "dispatching 2")]
    [InlineData("shipped", "dispatched 3")]
    [InlineData("shipped", "delivered 1", "dispatched 2")]
    [InlineData("delivered", "delivered 3")]
    [InlineData("shipped")]
    [InlineData("cancelled", "cancelled 3")]
    [InlineData("cancelled")]
    [InlineData("awaiting_payment")]
    public void An_order_and_its_shipments_agree(string status, params string[] shipments) => Assert.Empty(Check(status, shipments));

    [Theory]
    [InlineData("a confirmed order has shipments", "confirmed")]
    [InlineData("shipments contain the ordered units", "confirmed", "ready 2")]
    [InlineData("shipments contain the ordered units", "shipped", "dispatched 4")]
    [InlineData("shipments follow their order", "confirmed", "dispatched 1", "ready 2")]
    [InlineData("shipments follow their order", "confirmed", "cancelled 1", "ready 3")]
    [InlineData("shipments follow their order", "partially_shipped", "ready 3")]
    [InlineData("shipments follow their order", "partially_shipped", "dispatched 3")]
    [InlineData("shipments follow their order", "shipped", "dispatched 1", "ready 2")]
    [InlineData("shipments follow their order", "cancelled", "ready 3")]
    [InlineData("shipments follow their order", "cancelled", "dispatched 3")]
    [InlineData("shipments follow their order", "pending", "ready 3")]
    [InlineData("an order is delivered with its last shipment", "shipped", "delivered 3")]
    [InlineData("an order is delivered with its last shipment", "delivered", "dispatched 1", "delivered 2")]
    public void What_does_not_agree_is_named(string invariant, string status, params string[] shipments) =>
        Assert.Equal(invariant, Assert.Single(Check(status, shipments)).Invariant);

    [Fact]
    public void An_order_from_before_there_were_shipments_has_none() =>
        Assert.Empty(ShipmentInvariants.Check(new([Order("confirmed") with { IsAllocated = false }], [], [], [], null)));

    [Theory]
    [InlineData("express", null)]
    [InlineData("express", "standard")]
    public void A_shipment_goes_by_the_method_of_its_order(string shipment, string? order) => Assert.Equal(
        "a shipment goes by the method of its order",
        Assert.Single(ShipmentInvariants.Check(
            new([Order("confirmed") with { ShippingMethod = order }], [], [], [new(Id, "ready", 1, 3, shipment)], null))).Invariant);

    [Fact]
    public void A_shipment_belongs_to_an_order() => Assert.Equal(
        "a shipment belongs to an order", Assert.Single(ShipmentInvariants.Check(new([], [], [], [new(Id, "ready", 1, 1)], null))).Invariant);

    static IEnumerable<Violation> Check(string status, string[] shipments) => ShipmentInvariants.Check(new(
        [Order(status)], [], [], [.. shipments.Select(s => s.Split(' ')).Select(s => new ShipmentFact(Id, s[0], 1, int.Parse(s[1], null)))], null));

    static OrderFact Order(string status) =>
        new() { OrderId = Id, Status = status, Total = 20, HasLiveTimer = false, IsAllocated = true, Skus = ["A", "B"], Quantities = [1, 2] };
}
