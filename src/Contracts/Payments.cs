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
[Event("payment.refunded", "payments")]
public sealed record PaymentRefunded(Guid PaymentId, Guid OrderId, decimal Amount, decimal TotalRefunded, string Currency) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}
