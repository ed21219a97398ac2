namespace Cartwright.Payments;

/// <summary>Money to refund.</summary>
internal sealed record Refund(Guid Id, Guid PaymentId, string Key, decimal Amount, int Tries)
{
    /// <summary>The refund that undoes a payment of a cancelled order; there is only one.</summary>
    public static Refund OfCancelledOrder(Guid paymentId, decimal amount, string? traceParent) =>
        new(Guid.CreateVersion7(), paymentId, RefundKey.OrderCancelled, amount, 0) { TraceParent = traceParent };

    /// <summary>How the money goes back: one of <see cref="RefundMethod"/>.</summary>
    public string Method { get; init; } = RefundMethod.Provider;

    /// <summary>Where a manual refund can be looked up, for example the number of a bank transfer.</summary>
    public string? Reference { get; init; }

    /// <summary>The hash of the request, by which a known key with another request is noticed; null for refunds of the shop itself.</summary>
    public byte[]? RequestHash { get; init; }

    /// <summary>The return that it is for, if it is for one.</summary>
    public Guid? ReturnId { get; init; }

    /// <summary>The trace in which it was requested.</summary>
    public string? TraceParent { get; init; }
}
