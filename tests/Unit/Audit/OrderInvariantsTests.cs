using Cartwright.Audit;
using Cartwright.Inventory;
using Cartwright.Orders;
using Cartwright.Payments;

namespace Cartwright.Unit.Audit;

public sealed class OrderInvariantsTests
{
    static readonly Guid Id = Guid.CreateVersion7();
    static readonly OrderFact Order = new() { OrderId = Id, Status = "confirmed", Total = 20, HasLiveTimer = false, Skus = ["A", "B"], Quantities = [1, 2] };
    static readonly PaymentFact Payment = new(Id, Completed: 1, InFlight: false, Authorized: 0, Captured: 20, Refunded: 0, EntriesCaptured: 20, EntriesRefunded: 0);
    static readonly ProviderCharge Charge = new(PaymentKey.Of(Id, attempt: 1), Captured: 20, Refunded: 0);
    static readonly ReservationFact[] Open = [new(Id, "A", Open: 1, Committed: 0), new(Id, "B", Open: 2, Committed: 0)];
    static readonly ReservationFact[] Shipped = [new(Id, "A", Open: 0, Committed: 1), new(Id, "B", Open: 0, Committed: 2)];
    static readonly Books Honest = new([Order], Open, [Payment], [], [Charge]);

    [Fact]
    public void An_order_confirmed_reserved_and_paid_violates_nothing() => Assert.Empty(OrderInvariants.Check(Honest));

    [Fact]
    public void An_order_that_was_shipped_and_left_the_warehouse_violates_nothing() =>
        Assert.Empty(OrderInvariants.Check(Honest with { Orders = [Order with { Status = "shipped" }], Reservations = Shipped }));

    [Fact]
    public void An_order_of_which_a_part_was_shipped_holds_the_rest()
    {
        var part = Honest with { Orders = [Order with { Status = "partially_shipped" }], Reservations = [Open[0], Shipped[1]] };
        Assert.Empty(OrderInvariants.Check(part));
        const string Invariant = "a partially shipped order has sent some of its units and holds the others";
        Violates(Invariant, part with { Reservations = Open });
        Violates(Invariant, part with { Reservations = Shipped });
        Violates(Invariant, part with { Reservations = [Open[0]] });
        Violates("a confirmed order is paid in full", part with { Payments = [] , Charges = null });
    }

    [Fact]
    public void A_cancelled_order_whose_money_went_back_violates_nothing() => Assert.Empty(OrderInvariants.Check(new(
        [Order with { Status = "cancelled" }], [], [Payment with { Refunded = 20, EntriesRefunded = 20 }], [], [Charge with { Refunded = 20 }])));

    [Theory]
    [InlineData("pending")]
    [InlineData("awaiting_payment")]
    public void An_order_that_is_not_final_has_a_live_timer(string status)
    {
        var order = Order with { Status = status };
        Violates("an order that waits for stock or payment has a live timer", new([order], Open, [], [], []));
        Assert.Empty(OrderInvariants.Check(new([order with { HasLiveTimer = true }], Open, [], [], [])));
    }

    [Fact]
    public void Open_reservations_are_the_ordered_units() =>
        Violates("open reservations are the ordered units", Honest with { Reservations = [Open[0], Open[1] with { Open = 3 }] });

    [Fact]
    public void A_rejected_order_holds_nothing() =>
        Violates("open reservations are the ordered units", new([Order with { Status = "rejected" }], Open, [], [], []));

    [Fact]
    public void An_order_that_will_be_shipped_holds_its_units() => Violates("an order that will be shipped holds its units", Honest with { Reservations = [] });

    [Fact]
    public void Shipped_units_are_the_ordered_units() =>
        Violates("shipped units are the ordered units", Honest with { Orders = [Order with { Status = "shipped" }], Reservations = [Shipped[0]] });

    [Fact]
    public void Nothing_leaves_the_warehouse_for_an_order_that_was_not_shipped() =>
        Violates("shipped units are the ordered units", Honest with { Reservations = [.. Open, Shipped[0]] });

    [Fact]
    public void A_confirmed_order_is_paid_in_full() => Violates(
        "a confirmed order is paid in full", Honest with { Payments = [Payment with { Captured = 19, EntriesCaptured = 19 }], Charges = [Charge with { Captured = 19 }] });

    [Fact]
    public void A_confirmed_order_without_any_payment_is_not_paid() => Violates("a confirmed order is paid in full", Honest with { Payments = [], Charges = [] });

    [Fact]
    public void The_provider_may_be_ahead_of_us_while_a_request_is_under_way() =>
        Assert.Empty(OrderInvariants.Check(Honest with
        {
            Orders = [Order with { Status = "awaiting_payment", HasLiveTimer = true }],
            Payments = [Payment with { InFlight = true, Completed = 0, Captured = 0, EntriesCaptured = 0 }],
        }));

    [Fact]
    public void Authorized_money_pays_a_confirmed_order_and_not_a_shipped_one()
    {
        var authorized = new Books([Order], Open, [new(Id, 0, InFlight: false, Authorized: 20, 0, 0, 0, 0)], [], []);
        Assert.Empty(OrderInvariants.Check(authorized));
        Violates("a shipped order is paid in full", authorized with { Orders = [Order with { Status = "delivered" }], Reservations = Shipped });
    }

    [Fact]
    public void A_cancelled_order_keeps_no_money() =>
        Violates("a cancelled order keeps no money", new([Order with { Status = "cancelled" }], [], [Payment], [], [Charge]));

    [Fact]
    public void Money_whose_refund_the_provider_refused_is_kept_and_no_more()
    {
        var refused = Payment with { RefundFailed = 15, Refunded = 5, EntriesRefunded = 5 };
        var books = new Books([Order with { Status = "cancelled" }], [], [refused], [], [Charge with { Refunded = 5 }]);
        Assert.Empty(OrderInvariants.Check(books));
        Violates("a cancelled order keeps no money", books with { Payments = [refused with { RefundFailed = 14 }] });
    }

    [Fact]
    public void A_shipped_order_whose_capture_the_provider_refused_waits_for_a_person()
    {
        var refused = new PaymentFact(Id, 0, InFlight: false, 0, 0, 0, 0, 0, CaptureFailed: 20);
        var books = new Books([Order with { Status = "shipped" }], Shipped, [refused], [], []);
        Assert.Empty(OrderInvariants.Check(books));
        Violates("a shipped order is paid in full", books with { Payments = [refused with { CaptureFailed = 19 }] });
    }

    [Fact]
    public void The_provider_does_not_know_of_manual_refunds()
    {
        var manual = Payment with { Refunded = 20, EntriesRefunded = 20, RefundedManually = 20 };
        var books = new Books([Order with { Status = "cancelled" }], [], [manual], [], [Charge]);
        Assert.Empty(OrderInvariants.Check(books));
        Violates("payments match the provider's charges", books with { Payments = [manual with { RefundedManually = 0 }] });
    }

    [Fact]
    public void No_money_is_taken_without_stock() => Violates("no money is taken without stock", new([Order with { Status = "rejected" }], [], [Payment], [], [Charge]));

    [Fact]
    public void There_is_one_payment_and_one_charge_per_order()
    {
        Violates("one payment per order", Honest with { Payments = [Payment with { Completed = 2 }] });
        Violates("one charge per order", Honest with { Charges = [Charge, Charge with { IdempotencyKey = PaymentKey.Of(Id, attempt: 2) }] });
    }

    [Fact]
    public void The_ledger_says_what_the_payments_say()
    {
        Violates("captured = refunded + kept", Honest with { Payments = [Payment with { EntriesCaptured = 0 }] });
        Violates("captured = refunded + kept", Honest with { Payments = [Payment with { EntriesRefunded = 5 }] });
    }

    [Fact]
    public void Payments_match_the_charges_of_the_provider()
    {
        Violates("payments match the provider's charges", Honest with { Charges = [] });
        Violates("payments match the provider's charges", Honest with { Charges = [Charge with { Refunded = 1 }] });
    }

    [Fact]
    public void Reservations_payments_and_charges_belong_to_something()
    {
        Violates("a reservation belongs to an order", new([], Open, [], [], []));
        Violates("a payment belongs to an order", new([], [], [Payment], [], [Charge]));
        Violates("a charge belongs to a payment", new([], [], [], [], [Charge]));
    }

    [Fact]
    public void A_charge_that_no_payment_asked_for_is_named_by_its_key() => Assert.Equal(
        [new("a charge belongs to a payment", "somebody else's", "no payment")],
        OrderInvariants.Check(Honest with { Charges = [Charge, Charge with { IdempotencyKey = "somebody else's" }] }));

    [Fact]
    public void Without_a_settlement_report_the_rest_is_checked()
    {
        Assert.Empty(OrderInvariants.Check(Honest with { Charges = null }));
        Violates("captured = refunded + kept", Honest with { Payments = [Payment with { EntriesCaptured = 0 }], Charges = null });
    }

    static void Violates(string invariant, Books books) =>
        Assert.Contains(OrderInvariants.Check(books), v => v.Invariant == invariant && v.Id == Id.ToString());
}
