namespace Cartwright.Contracts;

/// <summary>The total of an order was captured.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order it pays.</param>
/// <param name="Attempt">Which payment of the order this was.</param>
/// <param name="Amount">What was captured.</param>
/// <param name="Currency">ISO 4217 code.</param>
[Event("payment.completed", "payments")]
public sealed record PaymentCompleted(Guid PaymentId, Guid OrderId, int Attempt, decimal Amount, string Currency) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>The total of an order is set aside by the provider; it is captured when the order is sent.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order it pays.</param>
/// <param name="Attempt">Which payment of the order this was.</param>
/// <param name="Amount">What was set aside.</param>
/// <param name="Currency">ISO 4217 code.</param>
[Event("payment.authorized", "payments")]
public sealed record PaymentAuthorized(Guid PaymentId, Guid OrderId, int Attempt, decimal Amount, string Currency) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>The customer must confirm a payment with the bank. The payment shows where.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order it pays.</param>
/// <param name="Attempt">Which payment of the order this was.</param>
[Event("payment.action_required", "payments")]
public sealed record PaymentActionRequired(Guid PaymentId, Guid OrderId, int Attempt) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>Money that was set aside for an order was let go; nothing was captured.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order it was for.</param>
[Event("payment.voided", "payments")]
public sealed record PaymentVoided(Guid PaymentId, Guid OrderId) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>A payment was refused for good; nothing was captured.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order it was for.</param>
/// <param name="Attempt">Which payment of the order this was.</param>
/// <param name="Reason">Why, in a sentence for the customer.</param>
[Event("payment.failed", "payments")]
public sealed record PaymentFailed(Guid PaymentId, Guid OrderId, int Attempt, string Reason) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>Money was given back.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order it paid.</param>
/// <param name="Amount">What was given back this time.</param>
/// <param name="TotalRefunded">What was given back of this payment so far.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="ReturnId">The return that it is for; null for other refunds, and in events of earlier versions.</param>
[Event("payment.refunded", "payments")]
public sealed record PaymentRefunded(
    Guid PaymentId, Guid OrderId, decimal Amount, decimal TotalRefunded, string Currency, Guid? ReturnId = null) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>The provider refused for good to capture what is authorized for an order that was sent; an administrator may ask again.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order it pays.</param>
/// <param name="Attempt">Which payment of the order this was.</param>
/// <param name="Amount">What was to be captured.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Reason">Why, in a sentence.</param>
[Event("payment.capture_failed", "payments")]
public sealed record PaymentCaptureFailed(Guid PaymentId, Guid OrderId, int Attempt, decimal Amount, string Currency, string Reason) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>The provider refused for good to void what is authorized for a cancelled order; an administrator may ask again.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order it was for.</param>
/// <param name="Attempt">Which payment of the order this was.</param>
/// <param name="Amount">What stays set aside until the authorization ends by itself.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Reason">Why, in a sentence.</param>
[Event("payment.void_failed", "payments")]
public sealed record PaymentVoidFailed(Guid PaymentId, Guid OrderId, int Attempt, decimal Amount, string Currency, string Reason) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>The provider refused a refund for good: the money is kept until a new refund succeeds.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order it paid.</param>
/// <param name="RefundId">The refund.</param>
/// <param name="Amount">What was to be given back.</param>
/// <param name="TotalRefunded">What was given back of this payment before.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Reason">Why, in a sentence.</param>
/// <param name="ReturnId">The return that it is for; null for other refunds, and in events of earlier versions.</param>
[Event("payment.refund_failed", "payments")]
public sealed record PaymentRefundFailed(
    Guid PaymentId, Guid OrderId, Guid RefundId, decimal Amount, decimal TotalRefunded, string Currency, string Reason, Guid? ReturnId = null) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>A payment of a cancelled order ended before the provider was asked for it: nothing was set aside or captured.</summary>
/// <param name="PaymentId">The payment.</param>
/// <param name="OrderId">The order it was for.</param>
/// <param name="Attempt">Which payment of the order this was.</param>
[Event("payment.cancelled", "payments")]
public sealed record PaymentCancelled(Guid PaymentId, Guid OrderId, int Attempt) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}
