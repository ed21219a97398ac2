using Cartwright.Audit;
using Cartwright.Inventory;
using Cartwright.Orders;
using Cartwright.Payments;
using Cartwright.Simulators;

namespace Cartwright.Unit.Audit;

public sealed class OrderInvariantsTests
{
    static readonly Guid Id = Guid.CreateVersion7();
    static readonly OrderFact Order = new() { OrderId = Id, Status = "confirmed", Total = 20, HasLiveTimer = false, Skus = ["A", "B"], Quantities = [1, 2] };
    static readonly PaymentFact Payment = new(Id, Completed: 1, InFlight: false, Authorized: 0, Captured: 20, Refunded: 0, EntriesCaptured: 20, EntriesRefunded: 0);
    static readonly ChargeFact Charge = new(Id, Charges: 1, Captured: 20, Refunded: 0);
    static readonly ReservationFact[] Open = [new(Id, "A", Open: 1, Committed: 0), new(Id, "B", Open: 2, Committed: 0)];
    static readonly ReservationFact[] Left = [new(Id, "A", Open: 0, Committed: 1), new(Id, "B", Open: 0, Committed: 2)];
    static readonly Books Honest = new([Order], Open, [Payment], [Charge]);

    [Fact]
    public void An_order_confirmed_reserved_and_paid_breaks_no_law() => Assert.Empty(OrderInvariants.Check(Honest));

    [Fact]
    public void An_order_that_was_sent_and_left_the_warehouse_breaks_no_law() =>
        Assert.Empty(OrderInvariants.Check(Honest with { Orders = [Order with { Status = "shipped" }], Reservations = Left }));

    [Fact]
    public void A_cancelled_order_whose_money_went_back_breaks_no_law() => Assert.Empty(OrderInvariants.Check(new(
        [Order with { Status = "cancelled" }], [], [Payment with { Refunded = 20, EntriesRefunded = 20 }], [Charge with { Refunded = 20 }])));

    [Theory]
    [InlineData("pending")]
    [InlineData("awaiting_payment")]
    public void An_order_that_is_not_over_has_a_live_timer(string status)
    {
        var order = Order with { Status = status };
        Breaks("an order is final or has a live timer", new([order], Open, [], []));
        Assert.Empty(OrderInvariants.Check(new([order with { HasLiveTimer = true }], Open, [], [])));
    }

    [Fact]
    public void Open_reservations_are_what_the_order_needs() =>
        Breaks("open reservations are what the order needs", Honest with { Reservations = [Open[0], Open[1] with { Open = 3 }] });

    [Fact]
    public void A_rejected_order_holds_nothing() =>
        Breaks("open reservations are what the order needs", new([Order with { Status = "rejected" }], Open, [], []));

    [Fact]
    public void An_order_that_will_be_sent_holds_its_units() => Breaks("an order that will be sent holds its units", Honest with { Reservations = [] });

    [Fact]
    public void What_left_is_what_was_ordered() =>
        Breaks("what left is what was ordered", Honest with { Orders = [Order with { Status = "shipped" }], Reservations = [Left[0]] });

    [Fact]
    public void Nothing_leaves_for_an_order_that_was_not_sent() => Breaks("what left is what was ordered", Honest with { Reservations = [.. Open, Left[0]] });

    [Fact]
    public void A_confirmed_order_is_paid_in_full() => Breaks(
        "a confirmed order is paid in full", Honest with { Payments = [Payment with { Captured = 19, EntriesCaptured = 19 }], Charges = [Charge with { Captured = 19 }] });

    [Fact]
    public void A_confirmed_order_without_any_payment_is_not_paid() => Breaks("a confirmed order is paid in full", Honest with { Payments = [], Charges = [] });

    [Fact]
    public void The_provider_may_be_ahead_of_us_while_a_request_is_under_way() =>
        Assert.Empty(OrderInvariants.Check(Honest with
        {
            Orders = [Order with { Status = "awaiting_payment", HasLiveTimer = true }],
            Payments = [Payment with { InFlight = true, Completed = 0, Captured = 0, EntriesCaptured = 0 }],
        }));

    [Fact]
    public void Money_set_aside_pays_a_confirmed_order_and_not_one_that_was_sent()
    {
        var aside = new Books([Order], Open, [new(Id, 0, InFlight: false, Authorized: 20, 0, 0, 0, 0)], []);
        Assert.Empty(OrderInvariants.Check(aside));
        Breaks("an order that was sent is paid in full", aside with { Orders = [Order with { Status = "delivered" }], Reservations = Left });
    }

    [Fact]
    public void A_cancelled_order_keeps_no_money() =>
        Breaks("a cancelled order keeps no money", new([Order with { Status = "cancelled" }], [], [Payment], [Charge]));

    [Fact]
    public void There_is_no_money_without_stock() => Breaks("no money without stock", new([Order with { Status = "rejected" }], [], [Payment], [Charge]));

    [Fact]
    public void There_is_one_charge_per_order()
    {
        Breaks("one charge per order", Honest with { Payments = [Payment with { Completed = 2 }] });
        Breaks("one charge per order", Honest with { Charges = [Charge with { Charges = 2 }] });
    }

    [Fact]
    public void The_ledger_says_what_the_payments_say()
    {
        Breaks("captured = refunded + kept", Honest with { Payments = [Payment with { EntriesCaptured = 0 }] });
        Breaks("captured = refunded + kept", Honest with { Payments = [Payment with { EntriesRefunded = 5 }] });
    }

    [Fact]
    public void Our_books_are_the_providers()
    {
        Breaks("our books are the provider's", Honest with { Charges = [] });
        Breaks("our books are the provider's", Honest with { Charges = [Charge with { Refunded = 1 }] });
    }

    [Fact]
    public void Reservations_payments_and_charges_belong_to_something()
    {
        Breaks("a reservation belongs to an order", new([], Open, [], []));
        Breaks("a payment belongs to an order", new([], [], [Payment], [Charge]));
        Breaks("a charge belongs to a payment", new([], [], [], [Charge]));
    }

    static void Breaks(string law, Books books) =>
        Assert.Contains(OrderInvariants.Check(books), v => v.Invariant == law && v.Id == Id.ToString());
}
