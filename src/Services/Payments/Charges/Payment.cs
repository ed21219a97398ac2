using Cartwright.Contracts;

namespace Cartwright.Payments;

/// <summary>The states of a payment.</summary>
internal static class PaymentState
{
    public const string Processing = "processing";
    public const string Authorized = "authorized";
    public const string Capturing = "capturing";
    public const string Voiding = "voiding";
    public const string Completed = "completed";
    public const string Failed = "failed";
    public const string Cancelled = "cancelled";
    public const string Voided = "voided";
}

/// <summary>What the provider made of a request.</summary>
internal abstract record ChargeOutcome
{
    /// <summary>The money was taken.</summary>
    public sealed record Captured(string ProviderId) : ChargeOutcome;

    /// <summary>The money is set aside, to be captured later.</summary>
    public sealed record Authorized(string ProviderId) : ChargeOutcome;

    /// <summary>Money that was set aside was let go.</summary>
    public sealed record Voided : ChargeOutcome;

    /// <summary>The provider refused for good; no money was taken.</summary>
    public sealed record Declined(string Reason) : ChargeOutcome;

    /// <summary>The answer was lost or the provider failed: the money may have been taken or not.</summary>
    public sealed record Unknown(string Reason) : ChargeOutcome;

    /// <summary>It was not charged because its order was cancelled before.</summary>
    public sealed record NotCharged : ChargeOutcome;
}

/// <summary>What follows from an outcome.</summary>
internal sealed record Settlement(Payment Payment, IEvent? Event, Refund? Refund);

/// <summary>Money that is to be given back.</summary>
internal sealed record Refund(Guid Id, Guid PaymentId, string Key, decimal Amount, int Tries)
{
    /// <summary>The refund that undoes a payment of a cancelled order; there is only one.</summary>
    public static Refund OfCancelledOrder(Guid paymentId, decimal amount, string? traceParent) =>
        new(Guid.CreateVersion7(), paymentId, "order-cancelled", amount, 0) { TraceParent = traceParent };

    /// <summary>The trace in which it was asked for.</summary>
    public string? TraceParent { get; init; }
}

/// <summary>A payment's state and rules, without any I/O.</summary>
internal sealed record Payment
{
    public required Guid Id { get; init; }
    public required Guid OrderId { get; init; }
    public required int Attempt { get; init; }
    public required Guid UserId { get; init; }
    public required decimal Amount { get; init; }
    public required string Currency { get; init; }
    public required string Method { get; init; }
    public string? Token { get; init; }
    public required string Status { get; init; }
    public string? Failure { get; init; }
    public string? ProviderId { get; init; }
    public decimal Captured { get; init; }
    public bool CancelRequested { get; init; }
    public int Tries { get; init; }
    public DateTimeOffset? DueAt { get; init; }

    /// <summary>The trace in which the payment was requested.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The key by which the provider recognises a repetition: the same for every try, another for another attempt of the customer.</summary>
    public string IdempotencyKey => $"order-{OrderId:N}-{Attempt}";

    /// <summary>Applies what the provider said. Null when the payment is settled already.</summary>
    /// <param name="outcome">What it said.</param>
    /// <param name="now">The time.</param>
    public Settlement? Settle(ChargeOutcome outcome, DateTimeOffset now)
    {
        switch (outcome)
        {
            // Somebody who was held up may have charged what was given up meanwhile: that money is seen here, and goes back.
            case ChargeOutcome.Captured captured when IsUnderWay || Status == PaymentState.Cancelled:
                var paid = Over(PaymentState.Completed) with { ProviderId = captured.ProviderId, Captured = Amount };
                var isUnwanted = CancelRequested || Status == PaymentState.Cancelled;
                return new(paid, new PaymentCompleted(Id, OrderId, Attempt, Amount, Currency), isUnwanted ? Refund.OfCancelledOrder(Id, Amount, TraceParent) : null);
            case ChargeOutcome.Authorized authorized when Status is PaymentState.Processing or PaymentState.Cancelled:
                var held = Over(PaymentState.Authorized) with { ProviderId = authorized.ProviderId };
                return CancelRequested || Status == PaymentState.Cancelled
                    ? new(held with { Status = PaymentState.Voiding, DueAt = now }, null, null)
                    : new(held, new PaymentAuthorized(Id, OrderId, Attempt, Amount, Currency), null);
            case ChargeOutcome.Voided when Status == PaymentState.Voiding:
                return new(Over(PaymentState.Voided), new PaymentVoided(Id, OrderId), null);
            case ChargeOutcome.Unknown unknown when IsUnderWay:
                return new(this with { Failure = unknown.Reason, DueAt = now + Backoff.After(Tries) }, null, null);
            case var _ when Status != PaymentState.Processing:
                return null;
            case ChargeOutcome.Declined declined:
                return new(Over(PaymentState.Failed) with { Failure = declined.Reason }, new PaymentFailed(Id, OrderId, Attempt, declined.Reason), null);
            case ChargeOutcome.NotCharged:
                return new(Over(PaymentState.Cancelled), null, null);
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome}.");
        }
    }

    bool IsUnderWay => Status is PaymentState.Processing or PaymentState.Capturing or PaymentState.Voiding;

    Payment Over(string status) => this with { Status = status, Token = null, Failure = null, DueAt = null };
}

/// <summary>How long to wait before a provider is asked again.</summary>
internal static class Backoff
{
    static readonly TimeSpan First = TimeSpan.FromMilliseconds(500);
    // A customer waits at the other end; a provider that is down is spared by the circuit breaker, not by long waits.
    static readonly TimeSpan Max = TimeSpan.FromSeconds(10);

    /// <summary>Doubles with each try, up to 10 seconds.</summary>
    public static TimeSpan After(int tries) => TimeSpan.FromTicks(Math.Min(Max.Ticks, First.Ticks << Math.Min(tries, 10)));
}
