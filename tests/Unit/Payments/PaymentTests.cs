using Cartwright.Contracts;
using Cartwright.Payments;

namespace Cartwright.Unit.Payments;

public sealed class PaymentTests
{
    static readonly DateTimeOffset Now = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    static readonly Payment UnderWay = new()
    {
        Id = Guid.CreateVersion7(Now),
        OrderId = Guid.Parse("019abcde-f012-7345-8678-9abcdef01234"),
        Attempt = 2,
        UserId = Guid.CreateVersion7(Now),
        Amount = 34.65m,
        Currency = "EUR",
        Method = "card",
        Token = "tok_ok",
        Status = PaymentState.Processing,
        DueAt = Now.AddSeconds(15),
    };

    public static TheoryData<string> Outcomes { get; } = new("captured", "declined", "unknown", "not charged");

    static ChargeOutcome Outcome(string name) => name switch
    {
        "captured" => new ChargeOutcome.Captured("ch_1"),
        "declined" => new ChargeOutcome.Declined("The card was declined."),
        "unknown" => new ChargeOutcome.Unknown("The provider did not answer."),
        _ => new ChargeOutcome.NotCharged(),
    };

    [Fact]
    public void Captured_money_completes_the_payment()
    {
        var settlement = UnderWay.Settle(Outcome("captured"), Now)!;

        Assert.Equal(
            (PaymentState.Completed, 34.65m, "ch_1", null, null),
            (settlement.Payment.Status, settlement.Payment.Captured, settlement.Payment.ProviderId, settlement.Payment.Token, settlement.Payment.DueAt));
        Assert.Equal(new PaymentCompleted(UnderWay.Id, UnderWay.OrderId, 2, 34.65m, "EUR"), settlement.Event);
        Assert.Null(settlement.Refund);
    }

    [Fact]
    public void Money_captured_for_an_order_that_was_cancelled_meanwhile_is_refunded()
    {
        var settlement = (UnderWay with { CancelRequested = true }).Settle(Outcome("captured"), Now)!;

        Assert.Equal(PaymentState.Completed, settlement.Payment.Status);
        Assert.Equal((UnderWay.Id, RefundKey.OrderCancelled, 34.65m), (settlement.Refund!.PaymentId, settlement.Refund.Key, settlement.Refund.Amount));
    }

    [Fact]
    public void A_declined_payment_is_over_and_says_why()
    {
        var settlement = UnderWay.Settle(Outcome("declined"), Now)!;

        Assert.Equal((PaymentState.Failed, 0m, null, null), (settlement.Payment.Status, settlement.Payment.Captured, settlement.Payment.Token, settlement.Payment.DueAt));
        Assert.Equal(new PaymentFailed(UnderWay.Id, UnderWay.OrderId, 2, "The card was declined."), settlement.Event);
    }

    [Fact]
    public void A_payment_that_was_never_charged_ends_with_its_order()
    {
        var settlement = UnderWay.Settle(Outcome("not charged"), Now)!;

        Assert.Equal(PaymentState.Cancelled, settlement.Payment.Status);
        Assert.Equal(new PaymentCancelled(UnderWay.Id, UnderWay.OrderId, 2), settlement.Event);
        Assert.Null(settlement.Refund);
    }

    [Fact]
    public void A_lost_answer_decides_nothing_and_comes_back_later_each_time()
    {
        var first = UnderWay.Settle(Outcome("unknown"), Now)!.Payment;
        // Whoever claims it for another try counts the try.
        var second = (first with { Tries = 1 }).Settle(Outcome("unknown"), Now)!.Payment;

        Assert.Equal((PaymentState.Processing, 0, "tok_ok"), (first.Status, first.Tries, first.Token));
        Assert.Equal(Now.AddMilliseconds(500), first.DueAt);
        Assert.Equal(Now.AddMilliseconds(1000), second.DueAt);
    }

    [Fact]
    public void The_wait_for_a_provider_never_exceeds_ten_seconds() =>
        Assert.All(Enumerable.Range(0, 100), tries => Assert.InRange(ProviderBackoff.After(tries), TimeSpan.FromMilliseconds(500), TimeSpan.FromSeconds(10)));

    [Theory]
    [MemberData(nameof(Outcomes))]
    public void What_is_settled_stays_as_it_is(string outcome) =>
        Assert.All(
            [PaymentState.Completed, PaymentState.Failed, PaymentState.Voided],
            status => Assert.Null((UnderWay with { Status = status }).Settle(Outcome(outcome), Now)));

    [Fact]
    public void Money_that_was_captured_after_the_payment_was_cancelled_is_refunded()
    {
        var settlement = (UnderWay with { Status = PaymentState.Cancelled }).Settle(new ChargeOutcome.Captured("ch_1"), Now)!;

        Assert.Equal(PaymentState.Completed, settlement.Payment.Status);
        Assert.Equal(UnderWay.Amount, settlement.Refund!.Amount);
    }

    [Fact]
    public void Authorized_money_confirms_the_order_and_is_captured_later()
    {
        var authorized = UnderWay.Settle(new ChargeOutcome.Authorized("ch_1"), Now)!;
        var captured = (authorized.Payment with { Status = PaymentState.Capturing }).Settle(new ChargeOutcome.Captured("ch_1"), Now)!;

        Assert.IsType<PaymentAuthorized>(authorized.Event);
        Assert.Equal((PaymentState.Authorized, 0m), (authorized.Payment.Status, authorized.Payment.Captured));
        Assert.IsType<PaymentCompleted>(captured.Event);
        Assert.Equal((PaymentState.Completed, UnderWay.Amount), (captured.Payment.Status, captured.Payment.Captured));
    }

    [Fact]
    public void Money_authorized_for_an_order_that_was_cancelled_meanwhile_is_voided()
    {
        var authorized = (UnderWay with { CancelRequested = true }).Settle(new ChargeOutcome.Authorized("ch_1"), Now)!;
        var voided = authorized.Payment.Settle(new ChargeOutcome.Voided(), Now)!;

        Assert.Equal((PaymentState.Voiding, Now), (authorized.Payment.Status, authorized.Payment.DueAt));
        Assert.Null(authorized.Event);
        Assert.Equal(PaymentState.Voided, voided.Payment.Status);
        Assert.IsType<PaymentVoided>(voided.Event);
    }

    [Fact]
    public void A_capture_that_is_refused_ends_and_says_why()
    {
        var capturing = UnderWay with { Status = PaymentState.Capturing, Token = null, ProviderId = "ch_1" };

        var refused = capturing.Settle(Outcome("declined"), Now)!;

        Assert.Equal(
            (PaymentState.CaptureFailed, "The card was declined.", null, 0m),
            (refused.Payment.Status, refused.Payment.Failure, refused.Payment.DueAt, refused.Payment.Captured));
        Assert.Equal(new PaymentCaptureFailed(UnderWay.Id, UnderWay.OrderId, 2, 34.65m, "EUR", "The card was declined."), refused.Event);
        Assert.Equal(PaymentState.Capturing, capturing.Settle(Outcome("unknown"), Now)!.Payment.Status);
        // An instance that was held up is told of the capture after another one was told of a refusal.
        Assert.Equal(PaymentState.Completed, refused.Payment.Settle(Outcome("captured"), Now)!.Payment.Status);
    }

    [Fact]
    public void A_void_that_is_refused_ends_and_says_why()
    {
        var refused = (UnderWay with { Status = PaymentState.Voiding, Token = null }).Settle(Outcome("declined"), Now)!;

        Assert.Equal(
            (PaymentState.VoidFailed, "The card was declined.", null), (refused.Payment.Status, refused.Payment.Failure, refused.Payment.DueAt));
        Assert.Equal(new PaymentVoidFailed(UnderWay.Id, UnderWay.OrderId, 2, 34.65m, "EUR", "The card was declined."), refused.Event);
        Assert.Equal(PaymentState.Voided, refused.Payment.Settle(new ChargeOutcome.Voided(), Now)!.Payment.Status);
    }

    [Fact]
    public void A_capture_that_is_refused_for_a_cancelled_order_is_voided()
    {
        var refused = (UnderWay with { Status = PaymentState.Capturing, CancelRequested = true }).Settle(Outcome("declined"), Now)!;

        Assert.Equal((PaymentState.Voiding, Now, null), (refused.Payment.Status, refused.Payment.DueAt, refused.Event));
    }

    [Fact]
    public void Charge_capture_and_void_have_keys_of_their_own_and_a_person_who_asks_again_has_another()
    {
        string[] keys =
        [
            UnderWay.IdempotencyKey, UnderWay.CaptureKey, UnderWay.VoidKey, (UnderWay with { Repeats = 1 }).CaptureKey, (UnderWay with { Repeats = 1 }).VoidKey,
        ];

        Assert.Equal(keys.Length, keys.Distinct().Count());
        Assert.Equal(UnderWay.CaptureKey, (UnderWay with { Tries = 5 }).CaptureKey);
    }

    [Fact]
    public void No_key_of_a_client_is_a_key_of_the_shop_or_of_another_client()
    {
        string[] keys = ["order-cancelled", RefundKey.OrderCancelled, $"client:{RefundKey.OrderCancelled}", "client:k", "k", "client:", "system:"];

        var stored = keys.Select(RefundKey.OfClient).Append(RefundKey.OrderCancelled).ToList();

        Assert.Equal(stored.Count, stored.Distinct().Count());
        Assert.Equal("k", RefundKey.OfClient("k"));
    }

    [Fact]
    public void The_provider_recognises_every_try_of_an_attempt_and_tells_attempts_apart()
    {
        Assert.Equal("order-019abcdef012734586789abcdef01234-2", UnderWay.IdempotencyKey);
        Assert.Equal(UnderWay.IdempotencyKey, (UnderWay with { Tries = 5 }).IdempotencyKey);
        Assert.NotEqual(UnderWay.IdempotencyKey, (UnderWay with { Attempt = 3 }).IdempotencyKey);
    }
}
