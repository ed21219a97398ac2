namespace Cartwright.Payments;

/// <summary>A payment provider. Every call may be repeated with the same key without a second effect.</summary>
internal interface IPaymentProvider
{
    /// <summary>Its name in the settings and in rows, one of <see cref="PaymentProvider"/>.</summary>
    string Name { get; }

    /// <summary>Captures money, or authorizes it.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="capture">Whether to capture it at once.</param>
    /// <param name="cancellationToken">Ends the call; the outcome is then unknown.</param>
    Task<ChargeOutcome> ChargeAsync(Payment payment, bool capture, CancellationToken cancellationToken);

    /// <summary>Captures money that was authorized.</summary>
    Task<ChargeOutcome> CaptureAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>Voids an authorization.</summary>
    Task<ChargeOutcome> VoidAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>
    /// Finds a charge whose answer was lost or is not final. Null means: if the order was cancelled, the provider has not charged and never will; otherwise
    /// <see cref="ChargeAsync"/> may be called.
    /// </summary>
    Task<ChargeOutcome?> FindAsync(Payment payment, CancellationToken cancellationToken);

    /// <summary>Refunds money.</summary>
    Task<RefundOutcome> RefundAsync(DueRefund refund, CancellationToken cancellationToken);
}
