using Cartwright.Contracts;
using Cartwright.Shipping;
using Microsoft.Extensions.Options;

namespace Cartwright.Unit.Shipping;

public sealed class OrderShipmentsTests
{
    static readonly DateTimeOffset Now = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly Guid Order = Guid.CreateVersion7(Now);
    static readonly Carriers Carriers = new(Options.Create(new ShippingOptions()));

    static readonly OrderConfirmed Confirmed = new(
        Order, "CW-1A2B3-C4D5E", Guid.NewGuid(), 30, "EUR",
        [new("B", Guid.NewGuid(), "Lamp", 3, 5), new("A", Guid.NewGuid(), "Chair", 1, 15)],
        new("Main Street 1", "Berlin", "", "10115", "DE"),
        [new("B", "south", 1), new("B", "north", 2), new("A", "south", 1)]);

    [Fact]
    public void An_order_has_a_shipment_per_warehouse_with_what_it_reserved()
    {
        var shipments = NewShipments.Of(Confirmed, Now);

        Assert.Equal([("north", 1), ("south", 2)], shipments.Select(s => (s.WarehouseId, (int)s.Ordinal)));
        Assert.Equal([[new("B", "Lamp", 2)], [new("A", "Chair", 1), new("B", "Lamp", 1)]], shipments.Select(s => s.ReadLines().ToArray()));
        Assert.All(shipments, s => Assert.Contains("Main Street 1", s.Address, StringComparison.Ordinal));
    }

    [Fact]
    public void An_order_of_a_version_that_does_not_know_warehouses_has_one_shipment()
    {
        var shipment = Assert.Single(NewShipments.Of(Confirmed with { Units = null, ShippingAddress = null }, Now));

        Assert.Equal((null, null, 2), (shipment.WarehouseId, shipment.Address, shipment.ReadLines().Count));
        Assert.Empty(NewShipments.Of(Confirmed with { Units = null, Lines = null }, Now));
    }

    [Fact]
    public void The_ids_of_the_shipments_of_an_order_rise()
    {
        for (var i = 0; i < 20; i++)
        {
            var ids = NewShipments.Of(Confirmed, Now).Select(s => s.Id).ToList();

            Assert.Equal(ids.Order(), ids);
        }
    }

    [Fact]
    public void The_parcel_of_a_bundle_contains_its_parts()
    {
        var bundle = new OrderLine("SET", Guid.NewGuid(), "Set", 2, 20, [new("B", Guid.NewGuid(), "Lamp", 3), new("A", Guid.NewGuid(), "Chair", 1)]);
        ShipmentLine[] parts = [new("A", "Chair", 2), new("B", "Lamp", 6)];

        var allocated = NewShipments.Of(Confirmed with { Lines = [bundle], Units = [new("B", "north", 6), new("A", "north", 2)] }, Now);
        var unknown = NewShipments.Of(Confirmed with { Lines = [bundle], Units = null }, Now);

        Assert.Equal(parts, Assert.Single(allocated).ReadLines());
        Assert.Equal(parts, Assert.Single(unknown).ReadLines().OrderBy(l => l.Sku));
    }

    [Fact]
    public void The_last_shipment_that_is_requested_to_leave_says_so()
    {
        var all = NewShipments.Of(Confirmed, Now);

        var first = Of(all).RequestDispatch(all[1].Id, "ups", "1Z999", Now)!;
        var second = Of([all[0], first.Changed[0]]).RequestDispatch(all[0].Id, null, null, Now)!;

        Assert.Equal((1, 0), (Asked(first).Remaining, Asked(second).Remaining));
        Assert.Equal(("dispatching", "ups", "1Z999"), (first.Changed[0].Status, first.Changed[0].Carrier, first.Changed[0].TrackingNumber));
        Assert.Null(Of([all[0], first.Changed[0]]).RequestDispatch(all[1].Id, "ups", "1Z999", Now));
        Assert.Null(Of(all).RequestDispatch(Guid.NewGuid(), null, null, Now));
    }

    [Fact]
    public void A_shipment_that_may_leave_says_what_it_is_and_where_to_follow_it()
    {
        var all = NewShipments.Of(Confirmed, Now);
        var asked = Of(all).RequestDispatch(all[0].Id, "ups", "1Z999", Now)!.Changed[0];

        var left = Of([asked, all[1]]).Dispatch(asked.Id, Now)!;

        var fact = Assert.IsType<ShipmentDispatched>(Assert.Single(left.Events));
        Assert.Equal((asked.Id, "north", 1, "UPS", "1Z999", false), (fact.ShipmentId, fact.WarehouseId, fact.Remaining, fact.Carrier, fact.TrackingNumber, fact.IsMarked));
        Assert.Equal("https://www.ups.com/track?tracknum=1Z999", fact.TrackingUrl);
        Assert.Equal(("dispatched", Now), (Assert.Single(left.Changed).Status, left.Changed[0].DispatchedAt));
        Assert.Null(Of([left.Changed[0], all[1]]).Dispatch(asked.Id, Now));
    }

    [Fact]
    public void An_order_that_a_person_marks_as_shipped_takes_all_its_shipments_along()
    {
        var all = NewShipments.Of(Confirmed, Now);

        var left = Of(all).Dispatch(null, Now)!;
        var arrived = Of(left.Changed).Deliver(null, Now)!;

        Assert.Equal([(1, true), (0, true)], left.Events.Cast<ShipmentDispatched>().Select(e => (e.Remaining, e.IsMarked)));
        Assert.Equal([1, 0], arrived.Events.Cast<ShipmentDelivered>().Select(e => e.Remaining));
        Assert.All(arrived.Changed, s => Assert.Equal("delivered", s.Status));
        Assert.Null(Of(arrived.Changed).Deliver(null, Now));
    }

    [Fact]
    public void A_shipment_that_may_not_leave_waits_with_the_reason()
    {
        var all = NewShipments.Of(Confirmed, Now);
        var asked = Of(all).RequestDispatch(all[0].Id, "ups", "1Z999", Now)!.Changed[0];

        var refused = Assert.Single(Of([asked, all[1]]).Refuse(asked.Id, "No.", Now)!.Changed);

        Assert.Equal(("ready", "No.", null, null), (refused.Status, refused.Refusal, refused.Carrier, refused.TrackingNumber));
        Assert.Null(Of(all).Refuse(all[0].Id, "Late.", Now));
    }

    [Fact]
    public void A_cancelled_order_keeps_back_what_is_here()
    {
        var all = NewShipments.Of(Confirmed, Now);
        var asked = Of(all).RequestDispatch(all[0].Id, null, null, Now)!.Changed[0];

        var cancelled = Of([asked, all[1]]).Cancel(Now)!.Changed;

        Assert.Equal(["cancelled", "cancelled"], cancelled.Select(s => s.Status));
        // The answer to the request comes late.
        Assert.Null(Of(cancelled).Refuse(asked.Id, "An order that is cancelled cannot be shipped.", Now));
        Assert.Null(Of(cancelled).Cancel(Now));
    }

    [Fact]
    public void A_carrier_that_is_configured_no_longer_is_shown_by_its_code() =>
        Assert.Equal(("gone", null, null), (Carriers.NameOf("gone"), Carriers.TrackingUrl("gone", "1"), Carriers.NameOf(null)));

    [Theory]
    [InlineData("DHL", "DHL", "https://dhl.invalid/{number}", "small letters")]
    [InlineData("dhl", "DHL", "http://dhl.invalid/{number}", "https://")]
    [InlineData("dhl", "DHL", "https://dhl.invalid/", "{number}")]
    [InlineData("dhl", "", null, "Name")]
    public void A_carrier_that_cannot_be_used_stops_the_start(string code, string name, string? url, string says)
    {
        var options = new ShippingOptions { Carriers = { [code] = new() { Name = name, TrackingUrl = url } } };

        var failure = Assert.Single(new ShippingOptionsValidation().Validate(null, options).Failures!);

        Assert.StartsWith($"Shipping:Carriers:{code}: ", failure, StringComparison.Ordinal);
        Assert.Contains(says, failure, StringComparison.Ordinal);
    }

    [Fact]
    public void The_default_carriers_can_be_used() => Assert.True(new ShippingOptionsValidation().Validate(null, new ShippingOptions()).Succeeded);

    static OrderShipments Of(IReadOnlyList<Shipment> shipments) => new(shipments, Carriers);

    static ShipmentDispatchRequested Asked(ShipmentDecision decision) => Assert.IsType<ShipmentDispatchRequested>(Assert.Single(decision.Events));
}
