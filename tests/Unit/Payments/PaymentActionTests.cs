using Cartwright.Contracts;
using Cartwright.Payments;

namespace Cartwright.Unit.Payments;

public sealed class PaymentActionTests
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
        Token = "pm_1",
        Status = PaymentState.Processing,
        DueAt = Now.AddSeconds(15),
    };

    static readonly ChargeOutcome Asked = new ChargeOutcome.ActionRequired("pi_1", "https://bank.example/1");

    [Fact]
    public void The_customer_is_told_once_where_to_confirm_and_the_token_is_forgotten()
    {
        var first = UnderWay.Settle(Asked, Now)!;
        var second = first.Payment.Settle(Asked, Now.AddMinutes(1))!;

        Assert.Equal(
            (PaymentState.ActionRequired, "pi_1", "https://bank.example/1", null),
            (first.Payment.Status, first.Payment.ProviderId, first.Payment.ActionUrl, first.Payment.Token));
        Assert.Equal(new PaymentActionRequired(UnderWay.Id, UnderWay.OrderId, 2), first.Event);
        Assert.Null(second.Event);
        Assert.True(first.Payment.DueAt > Now && second.Payment.DueAt > first.Payment.DueAt);
    }

    [Fact]
    public void A_confirmed_payment_is_completed()
    {
        var completed = UnderWay.Settle(Asked, Now)!.Payment.Settle(new ChargeOutcome.Captured("pi_1"), Now)!;

        Assert.Equal((PaymentState.Completed, 34.65m, null, null), (completed.Payment.Status, completed.Payment.Captured, completed.Payment.ActionUrl, completed.Payment.DueAt));
        Assert.IsType<PaymentCompleted>(completed.Event);
    }

    [Fact]
    public void A_refused_payment_has_failed()
    {
        var failed = UnderWay.Settle(Asked, Now)!.Payment.Settle(new ChargeOutcome.Declined("Not confirmed."), Now)!;

        Assert.Equal((PaymentState.Failed, "Not confirmed."), (failed.Payment.Status, failed.Payment.Failure));
        Assert.IsType<PaymentFailed>(failed.Event);
    }

    [Fact]
    public void A_cancelled_order_is_not_waited_for()
    {
        var cancelled = (UnderWay with { CancelRequested = true }).Settle(Asked, Now)!;

        Assert.Equal((PaymentState.Processing, "pi_1", Now), (cancelled.Payment.Status, cancelled.Payment.ProviderId, cancelled.Payment.DueAt));
        Assert.Null(cancelled.Event);
    }
}
