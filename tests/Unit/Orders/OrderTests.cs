using Cartwright.Contracts;
using Cartwright.Orders;
using FsCheck;
using FsCheck.Fluent;

namespace Cartwright.Unit.Orders;

public sealed class OrderTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);
    static readonly DateTimeOffset PayBefore = Now.AddMinutes(30);

    /// <summary>Everything that can happen to an order.</summary>
    static readonly Dictionary<string, Func<Order, Decision?>> Happenings = new()
    {
        ["stock reserved"] = order => order.InventoryReserved(null, Now),
        ["stock rejected"] = order => order.InventoryRejected([new("SKU", 2, 1)], Now),
        ["payment authorized"] = order => order.PaymentAuthorized(Now),
        ["payment completed"] = order => order.PaymentCompleted(Now),
        ["payment cancelled"] = order => order.PaymentCancelled(Now),
        ["payment voided"] = order => order.PaymentVoided(Now),
        ["capture failed"] = order => order.PaymentCaptureFailed("No.", Now),
        ["void failed"] = order => order.PaymentVoidFailed("No.", Now),
        ["refund failed"] = order => order.PaymentRefundFailed(order.Refunded, "No.", Now),
        ["payment failed"] = order => order.PaymentFailed(order.PaymentAttempt, "No.", Now),
        ["earlier payment failed"] = order => order.PaymentFailed(order.PaymentAttempt - 1, "No.", Now),
        ["paid again"] = order => order.PayAgain("card", "tok_second", Now),
        ["cancelled"] = order => order.Cancel("Because.", Now),
        ["shipped"] = order => order.Ship(Now),
        ["delivered"] = order => order.Deliver(Now),
        ["refunded in part"] = order => order.PaymentRefunded(order.Total - 1, Now),
        ["refunded"] = order => order.PaymentRefunded(order.Total, Now),
    };

    /// <summary>What changes an order in which situation, and where to. Everything else must change nothing.</summary>
    static readonly Dictionary<(string Status, string Payment), Dictionary<string, string>> Steps = new()
    {
        [("pending", "none")] = new() { ["stock reserved"] = "awaiting_payment", ["stock rejected"] = "rejected", ["cancelled"] = "cancelled" },
        [("awaiting_payment", "requested")] = new()
        {
            ["payment authorized"] = "confirmed", ["payment completed"] = "confirmed", ["payment failed"] = "awaiting_payment", ["cancelled"] = "cancelled",
        },
        [("awaiting_payment", "failed")] = new()
        {
            ["payment authorized"] = "confirmed", ["payment completed"] = "confirmed", ["paid again"] = "awaiting_payment", ["cancelled"] = "cancelled",
        },
        [("confirmed", "authorized")] = new()
        {
            ["payment completed"] = "confirmed", ["payment voided"] = "confirmed", ["shipped"] = "shipped", ["cancelled"] = "cancelled",
            ["capture failed"] = "confirmed", ["void failed"] = "confirmed",
        },
        [("confirmed", "completed")] = new() { ["shipped"] = "shipped", ["cancelled"] = "cancelled" },
        [("partially_shipped", "completed")] = new() { ["shipped"] = "shipped" },
        [("shipped", "completed")] = new() { ["delivered"] = "delivered" },
        [("confirmed", "refund_failed")] = new() { ["shipped"] = "shipped", ["cancelled"] = "cancelled" },
        // What was given back is not sent.
        [("confirmed", "refunded")] = new() { ["cancelled"] = "cancelled" },
        [("confirmed", "voided")] = new() { ["cancelled"] = "cancelled" },
        [("shipped", "authorized")] = new()
        {
            ["payment completed"] = "shipped", ["payment voided"] = "shipped", ["delivered"] = "delivered",
            ["capture failed"] = "shipped", ["void failed"] = "shipped",
        },
        [("shipped", "capture_failed")] = new() { ["payment completed"] = "shipped", ["capture failed"] = "shipped", ["delivered"] = "delivered" },
        [("cancelled", "authorized")] = new()
        {
            ["payment completed"] = "cancelled", ["payment voided"] = "cancelled", ["capture failed"] = "cancelled", ["void failed"] = "cancelled",
        },
        // The payment was under way when the order was cancelled: what became of it is shown.
        [("cancelled", "requested")] = new()
        {
            ["payment voided"] = "cancelled", ["void failed"] = "cancelled", ["payment cancelled"] = "cancelled", ["payment failed"] = "cancelled",
        },
        [("cancelled", "cancelled")] = new() { ["payment voided"] = "cancelled", ["void failed"] = "cancelled" },
        [("cancelled", "void_failed")] = new() { ["payment voided"] = "cancelled", ["void failed"] = "cancelled" },
        [("cancelled", "voided")] = [],
        [("delivered", "completed")] = [],
        [("rejected", "none")] = [],
        [("cancelled", "none")] = [],
        [("cancelled", "completed")] = [],
    };

    public static TheoryData<string, string, string> EveryHappeningInEverySituation { get; } = new(
        from situation in Steps.Keys
        from happening in Happenings.Keys
        where !happening.StartsWith("refund", StringComparison.Ordinal)
        select (situation.Status, situation.Payment, happening));

    static Order An(string status, string payment) => new()
    {
        Id = Guid.CreateVersion7(Now),
        Number = "CW-00000-00000",
        UserId = Guid.CreateVersion7(Now),
        Status = status,
        Total = 34.65m,
        Currency = "EUR",
        PaymentStatus = payment,
        PaymentAttempt = status == "pending" ? 0 : 1,
        PaymentMethod = "card",
        PaymentToken = status is "pending" or "awaiting_payment" ? "tok_first" : null,
        ExpiresAt = PayBefore,
        UpdatedAt = Now.AddHours(-1),
        Version = 7,
    };

    [Theory]
    [MemberData(nameof(EveryHappeningInEverySituation))]
    public void Only_the_steps_of_the_state_machine_are_taken(string status, string payment, string happening)
    {
        var decision = Happenings[happening](An(status, payment));

        Assert.Equal(Steps[(status, payment)].GetValueOrDefault(happening), decision?.Order.Status);
    }

    [Fact]
    public void Every_status_that_may_follow_is_a_status() =>
        Assert.All(OrderTransitions.Next.Values.SelectMany(next => next), status => Assert.Contains(status, OrderTransitions.Next.Keys));

    [Fact]
    public void A_confirmation_tells_the_lines_with_which_the_order_was_loaded()
    {
        var line = new OrderLine("SKU-1", Guid.NewGuid(), "Lamp", 2, 12.5m);
        var order = An("awaiting_payment", "requested") with
        {
            LinesJson = $$"""[{"sku":"SKU-1","productId":"{{line.ProductId}}","name":"Lamp","quantity":2,"unitPrice":12.50}]""",
        };

        Assert.Equal(line, Assert.Single(Assert.IsType<OrderConfirmed>(Assert.Single(order.PaymentCompleted(Now)!.Events)).Lines!));
    }

    [Fact]
    public void Reserved_stock_requests_the_first_payment()
    {
        var order = An("pending", "none");

        var decision = order.InventoryReserved([new("SKU-1", "main", 2)], Now)!;

        Assert.Equal([new OrderPaymentRequested(order.Id, 1, order.UserId, 34.65m, "EUR", "card", "tok_first")], decision.Events);
    }

    [Fact]
    public void A_rejection_tells_the_customer_what_is_missing()
    {
        var order = An("pending", "none");

        var decision = order.InventoryRejected([new("A-1", 3, 1)], Now)!;

        Assert.Equal("Out of stock: A-1 (3 ordered, 1 available).", decision.Order.StatusReason);
        Assert.Equal([new OrderRejected(order.Id, order.Number, order.UserId, decision.Order.StatusReason!)], decision.Events);
    }

    [Fact]
    public void A_failed_payment_forgets_the_token_and_says_until_when_to_pay()
    {
        var order = An("awaiting_payment", "requested");

        var decision = order.PaymentFailed(1, "The card was declined.", Now)!;

        Assert.Null(decision.Order.PaymentToken);
        Assert.Equal([new OrderPaymentFailed(order.Id, order.Number, order.UserId, "The card was declined.", PayBefore)], decision.Events);
    }

    [Fact]
    public void Paying_again_is_another_attempt_with_the_new_token_and_the_old_deadline()
    {
        var order = An("awaiting_payment", "failed") with { PaymentFailure = "The card was declined." };

        var decision = order.PayAgain("card", "tok_second", Now)!;

        Assert.Equal(("requested", 2, null, PayBefore), (decision.Order.PaymentStatus, decision.Order.PaymentAttempt, decision.Order.PaymentFailure, decision.Order.ExpiresAt));
        Assert.Equal([new OrderPaymentRequested(order.Id, 2, order.UserId, 34.65m, "EUR", "card", "tok_second")], decision.Events);
    }

    [Fact]
    public void A_refund_in_part_shows_its_amount_and_one_in_full_ends_the_payment()
    {
        var order = An("cancelled", "completed");

        var part = order.PaymentRefunded(34.64m, Now)!.Order;
        Assert.Equal(("completed", 34.64m), (part.PaymentStatus, part.Refunded));
        var full = part.PaymentRefunded(34.65m, Now)!.Order;
        Assert.Equal(("refunded", "cancelled", 34.65m), (full.PaymentStatus, full.Status, full.Refunded));
        Assert.Null(full.PaymentRefunded(34.65m, Now));
        Assert.Null(full.PaymentRefunded(34.64m, Now));
    }

    [Fact]
    public void A_capture_that_was_refused_shows_why_until_another_succeeds()
    {
        var failed = An("shipped", "authorized").PaymentCaptureFailed("The authorization has ended.", Now)!.Order;
        Assert.Equal(("capture_failed", "The authorization has ended."), (failed.PaymentStatus, failed.PaymentFailure));

        var completed = failed.PaymentCompleted(Now)!.Order;
        Assert.Equal(("completed", null, "shipped"), (completed.PaymentStatus, completed.PaymentFailure, completed.Status));
        Assert.Null(completed.PaymentCaptureFailed("Late.", Now));
    }

    [Fact]
    public void A_refund_that_was_refused_shows_why_until_another_succeeds()
    {
        var failed = An("confirmed", "completed").PaymentRefundFailed(0, "The bank declined the refund.", Now)!.Order;
        Assert.Equal(("refund_failed", "The bank declined the refund."), (failed.PaymentStatus, failed.PaymentFailure));

        var part = failed.PaymentRefunded(1, Now)!.Order;
        Assert.Equal(("completed", null), (part.PaymentStatus, part.PaymentFailure));
        Assert.Null(part.PaymentRefundFailed(0, "Told late.", Now));
        var cancelled = (failed with { Status = "cancelled" }).PaymentRefunded(1, Now)!.Order;
        Assert.Equal("refund_failed", cancelled.PaymentStatus);
        Assert.Equal("refunded", cancelled.PaymentRefunded(cancelled.Total, Now)!.Order.PaymentStatus);
    }

    [Theory]
    [InlineData("refunded")]
    [InlineData("refund_failed")]
    public void What_became_of_the_money_stays_known_when_the_payment_itself_is_told_of_late(string status)
    {
        var waiting = An("awaiting_payment", "requested");
        var known = status == "refunded" ? waiting.PaymentRefunded(waiting.Total, Now)! : waiting.PaymentRefundFailed(0, "No.", Now)!;

        var confirmed = known.Order.PaymentCompleted(Now)!.Order;

        Assert.Equal(("confirmed", status), (confirmed.Status, confirmed.PaymentStatus));
    }

    [Fact]
    public void Each_step_of_the_parcel_has_an_event_of_its_own()
    {
        var shipped = An("confirmed", "completed").Ship(Now)!;

        Assert.IsType<OrderShipped>(Assert.Single(shipped.Events));
        Assert.IsType<OrderDelivered>(Assert.Single(shipped.Order.Deliver(Now)!.Events));
    }

    [Fact]
    public void A_confirmation_says_where_the_order_goes_and_where_its_units_are()
    {
        var reserved = An("pending", "none").InventoryReserved([new("SKU-1", "north", 2), new("SKU-2", "south", 1)], Now)!.Order with
        {
            ShippingAddressJson = """{"street":"Main Street 1","city":"Berlin","state":"","zipCode":"10115","country":"DE"}""",
        };

        var confirmed = Assert.IsType<OrderConfirmed>(Assert.Single(reserved.PaymentCompleted(Now)!.Events));

        Assert.Equal("Main Street 1", confirmed.ShippingAddress!.Street);
        Assert.Equal([new("SKU-1", "north", 2), new("SKU-2", "south", 1)], confirmed.Units!);
    }

    [Fact]
    public void An_order_is_shipped_with_its_last_shipment()
    {
        var (first, second) = (Guid.NewGuid(), Guid.NewGuid());

        var part = An("confirmed", "completed").ShipPart(first, 1, Now);
        var all = part.Order.ShipPart(second, 0, Now);

        Assert.Equal("partially_shipped", part.Order.Status);
        Assert.Equal(first, Assert.IsType<OrderPartiallyShipped>(Assert.Single(part.Events)).ShipmentId);
        Assert.Equal("shipped", all.Order.Status);
        Assert.Equal(second, Assert.IsType<OrderShipped>(Assert.Single(all.Events)).ShipmentId);
        Assert.Null(part.Order.Cancel("Too late.", Now));
        Assert.Null(part.Order.Deliver(Now));
    }

    [Theory]
    [InlineData("cancelled", "completed", "An order that is cancelled cannot be shipped.")]
    [InlineData("awaiting_payment", "requested", "An order that is awaiting_payment cannot be shipped.")]
    [InlineData("confirmed", "refunded", "The payment of this order is refunded: it cannot be shipped.")]
    [InlineData("partially_shipped", "refunded", "The payment of this order is refunded: it cannot be shipped.")]
    public void A_shipment_of_an_order_that_is_not_sent_may_not_leave(string status, string payment, string reason)
    {
        var order = An(status, payment);

        var refused = order.ShipPart(Guid.NewGuid(), 0, Now);

        Assert.Same(order, refused.Order);
        Assert.Equal(reason, Assert.IsType<OrderDispatchRefused>(Assert.Single(refused.Events)).Reason);
    }

    [Fact]
    public void A_shipment_of_an_order_that_a_person_marked_as_shipped_has_left_with_it()
    {
        var shipped = An("confirmed", "completed").Ship(Now)!.Order;
        var shipment = Guid.NewGuid();

        var decision = shipped.ShipPart(shipment, 0, Now);

        Assert.Same(shipped, decision.Order);
        Assert.Equal(shipment, Assert.IsType<OrderShipped>(Assert.Single(decision.Events)).ShipmentId);
    }

    [Fact]
    public void Whatever_happens_in_whatever_order_an_order_is_over_or_has_a_timer() =>
        Prop.ForAll(Gen.Elements(Happenings.Keys.ToArray()).ListOf().ToArbitrary(), happenings =>
        {
            var order = An("pending", "none");
            foreach (var happening in happenings)
            {
                if (Happenings[happening](order) is not { } decision)
                {
                    continue;
                }

                Assert.Equal(order.Version + 1, decision.Order.Version);
                Assert.Equal(Now, decision.Order.UpdatedAt);
                Assert.True(decision.Order.Status == order.Status || order.MayBecome(decision.Order.Status), $"{order.Status} became {decision.Order.Status}");
                order = decision.Order;
                Assert.Equal(order.Status is "pending" or "awaiting_payment", order.IsOpen);
                Assert.True(order.IsOpen || order.PaymentToken is null, "The token is kept.");
            }
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500).WithQuietOnSuccess(true));
}
