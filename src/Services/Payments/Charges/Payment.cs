using Cartwright.Contracts;

namespace Cartwright.Payments;

/// <summary>A payment's state and rules, without any I/O.</summary>
internal sealed record Payment
{
    static readonly TimeSpan ActionPoll = TimeSpan.FromSeconds(30);

    public required Guid Id { get; init; }
    public required Guid OrderId { get; init; }
    public required int Attempt { get; init; }
    public required Guid UserId { get; init; }
    public required decimal Amount { get; init; }
    public required string Currency { get; init; }
    public required string Method { get; init; }

    /// <summary>The provider, one of <see cref="PaymentProvider"/>: a payment stays with the one that it began with.</summary>
    public string Provider { get; init; } = PaymentProvider.Simulated;

    public string? Token { get; init; }
    public required string Status { get; init; }
    public string? Failure { get; init; }
    public string? ProviderId { get; init; }

    /// <summary>Where the customer confirms the payment; null unless it is <see cref="PaymentState.ActionRequired"/>.</summary>
    public string? ActionUrl { get; init; }
    public decimal Captured { get; init; }
    public bool CancelRequested { get; init; }
    public int Tries { get; init; }
    public DateTimeOffset? DueAt { get; init; }
    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>How often a person asked again for a capture or void that was refused.</summary>
    public int Repeats { get; init; }

    /// <summary>The trace in which the payment was requested.</summary>
    public string? TraceParent { get; init; }

    /// <summary>The key by which the provider recognises a repetition: the same for every call, another for another attempt of the customer.</summary>
    public string IdempotencyKey => PaymentKey.Of(OrderId, Attempt);

    /// <summary>The key of the capture: another one after a person asked again, because the provider answers a known key as it did before.</summary>
    public string CaptureKey => $"{IdempotencyKey}-capture-{Repeats}";

    /// <summary>The key of the void, see <see cref="CaptureKey"/>.</summary>
    public string VoidKey => $"{IdempotencyKey}-void-{Repeats}";

    /// <summary>Applies the outcome of a call to the provider. Null when the payment is settled already.</summary>
    /// <param name="outcome">The outcome.</param>
    /// <param name="now">The time.</param>
    public Settlement? Settle(ChargeOutcome outcome, DateTimeOffset now)
    {
        switch (outcome)
        {
            // An instance that was held up may have charged a payment that was cancelled meanwhile: that money is refunded.
            // Another instance may have saved a refusal before this one saves the capture: the money decides.
            case ChargeOutcome.Captured captured when IsUnderWay || Status is PaymentState.Cancelled or PaymentState.CaptureFailed:
                var paid = End(PaymentState.Completed) with { ProviderId = captured.ProviderId, Captured = Amount };
                var isUnwanted = CancelRequested || Status == PaymentState.Cancelled;
                return new(paid, new PaymentCompleted(Id, OrderId, Attempt, Amount, Currency), isUnwanted ? Refund.OfCancelledOrder(Id, Amount, TraceParent) : null);
            case ChargeOutcome.Authorized authorized when IsCharging || Status == PaymentState.Cancelled:
                var held = End(PaymentState.Authorized) with { ProviderId = authorized.ProviderId };
                return CancelRequested || Status == PaymentState.Cancelled
                    ? new(held with { Status = PaymentState.Voiding, DueAt = now }, null, null)
                    : new(held, new PaymentAuthorized(Id, OrderId, Attempt, Amount, Currency), null);
            // The customer may take long, and the provider tells of the end. It is asked from time to time, because that may be lost.
            case ChargeOutcome.ActionRequired required when IsCharging && !CancelRequested:
                var waiting = this with
                {
                    Status = PaymentState.ActionRequired,
                    ProviderId = required.ProviderId,
                    ActionUrl = required.Url,
                    Token = null,
                    Failure = null,
                    DueAt = now + ActionPoll,
                };
                return new(waiting, Status == PaymentState.ActionRequired ? null : new PaymentActionRequired(Id, OrderId, Attempt), null);
            // The next look-up ends it at the provider.
            case ChargeOutcome.ActionRequired required when IsCharging:
                return new(this with { ProviderId = required.ProviderId, DueAt = now }, null, null);
            case ChargeOutcome.Voided when Status is PaymentState.Voiding or PaymentState.VoidFailed:
                return new(End(PaymentState.Voided), new PaymentVoided(Id, OrderId), null);
            case ChargeOutcome.Unknown unknown when IsUnderWay:
                return new(this with { Failure = unknown.Reason, ProviderId = unknown.ProviderId ?? ProviderId, DueAt = now + ProviderBackoff.After(Tries) }, null, null);
            case ChargeOutcome.Declined declined when Status == PaymentState.Capturing:
                return CancelRequested
                    ? new(End(PaymentState.Voiding) with { DueAt = now }, null, null)
                    : new(
                        End(PaymentState.CaptureFailed) with { Failure = declined.Reason },
                        new PaymentCaptureFailed(Id, OrderId, Attempt, Amount, Currency, declined.Reason), null);
            case ChargeOutcome.Declined declined when Status == PaymentState.Voiding:
                return new(
                    End(PaymentState.VoidFailed) with { Failure = declined.Reason },
                    new PaymentVoidFailed(Id, OrderId, Attempt, Amount, Currency, declined.Reason), null);
            case var _ when !IsCharging:
                return null;
            case ChargeOutcome.Declined declined:
                return new(End(PaymentState.Failed) with { Failure = declined.Reason }, new PaymentFailed(Id, OrderId, Attempt, declined.Reason), null);
            case ChargeOutcome.NotCharged:
                return new(End(PaymentState.Cancelled), new PaymentCancelled(Id, OrderId, Attempt), null);
            default:
                throw new InvalidOperationException($"Unknown outcome {outcome}.");
        }
    }

    bool IsCharging => Status is PaymentState.Processing or PaymentState.ActionRequired;

    bool IsUnderWay => IsCharging || Status is PaymentState.Capturing or PaymentState.Voiding;

    Payment End(string status) => this with { Status = status, Token = null, Failure = null, ActionUrl = null, DueAt = null };
}
