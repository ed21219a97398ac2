namespace Cartwright.Contracts;

/// <summary>Units of an ordered line that a customer sends back.</summary>
/// <param name="Sku">Stock keeping unit of the line; of a bundle, that of the bundle.</param>
/// <param name="Name">Name at the time of the order.</param>
/// <param name="Quantity">Units, at least 1.</param>
/// <param name="Reason">Why, one of <see cref="ReturnReason"/>.</param>
public sealed record ReturnLine(string Sku, string Name, int Quantity, string Reason);

/// <summary>Units that go back into stock.</summary>
/// <param name="Sku">Stock keeping unit; of a bundle, those of its parts.</param>
/// <param name="Quantity">Units, at least 1.</param>
public sealed record RestockedUnits(string Sku, int Quantity);

/// <summary>A customer wants to send units of an order back.</summary>
/// <param name="ReturnId">The return.</param>
/// <param name="Number">The number of the return that people see.</param>
/// <param name="OrderId">The order.</param>
/// <param name="OrderNumber">The number of the order that people see.</param>
/// <param name="UserId">Who placed the order.</param>
/// <param name="Kind">By which right, one of <see cref="ReturnKind"/>.</param>
/// <param name="Lines">What comes back, each line of the order once.</param>
[Event("return.requested", "orders")]
public sealed record ReturnRequested(
    Guid ReturnId, string Number, Guid OrderId, string OrderNumber, Guid UserId, string Kind, IReadOnlyList<ReturnLine> Lines) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>The customer may send the units of a return back. Nobody needs to approve a withdrawal: the event follows its request at once.</summary>
/// <param name="ReturnId">The return.</param>
/// <param name="Number">The number of the return that people see.</param>
/// <param name="OrderId">The order.</param>
/// <param name="OrderNumber">The number of the order that people see.</param>
/// <param name="UserId">Who placed the order.</param>
/// <param name="ArriveBefore">When it is cancelled unless it has arrived; null for a withdrawal.</param>
[Event("return.approved", "orders")]
public sealed record ReturnApproved(
    Guid ReturnId, string Number, Guid OrderId, string OrderNumber, Guid UserId, DateTimeOffset? ArriveBefore) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>Staff refused a return.</summary>
/// <param name="ReturnId">The return.</param>
/// <param name="Number">The number of the return that people see.</param>
/// <param name="OrderId">The order.</param>
/// <param name="OrderNumber">The number of the order that people see.</param>
/// <param name="UserId">Who placed the order.</param>
/// <param name="Reason">Why, in a sentence for the customer.</param>
[Event("return.rejected", "orders")]
public sealed record ReturnRejected(Guid ReturnId, string Number, Guid OrderId, string OrderNumber, Guid UserId, string Reason) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>A return ended before the units came back: its customer took it back, or they did not arrive in time.</summary>
/// <param name="ReturnId">The return.</param>
/// <param name="Number">The number of the return that people see.</param>
/// <param name="OrderId">The order.</param>
/// <param name="OrderNumber">The number of the order that people see.</param>
/// <param name="UserId">Who placed the order.</param>
/// <param name="Reason">Why, in a sentence for the customer.</param>
[Event("return.cancelled", "orders")]
public sealed record ReturnCancelled(Guid ReturnId, string Number, Guid OrderId, string OrderNumber, Guid UserId, string Reason) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>The parcel of a return is back.</summary>
/// <param name="ReturnId">The return.</param>
/// <param name="Number">The number of the return that people see.</param>
/// <param name="OrderId">The order.</param>
/// <param name="OrderNumber">The number of the order that people see.</param>
/// <param name="UserId">Who placed the order.</param>
[Event("return.received", "orders")]
public sealed record ReturnReceived(Guid ReturnId, string Number, Guid OrderId, string OrderNumber, Guid UserId) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>Staff looked at the units of a return: inventory takes the good ones back into stock.</summary>
/// <param name="ReturnId">The return.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Units">The units that can be sold again, each SKU once; none when all of them are scrapped or go back to the customer.</param>
/// <param name="Refund">What is given back; 0 when nothing is.</param>
/// <param name="Currency">ISO 4217 code.</param>
[Event("return.inspected", "orders")]
public sealed record ReturnInspected(Guid ReturnId, Guid OrderId, IReadOnlyList<RestockedUnits> Units, decimal Refund, string Currency) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>Money is to be given back for a return. Payments answers with <c>payment.refunded</c> or <c>payment.refund_failed</c>.</summary>
/// <param name="ReturnId">The return.</param>
/// <param name="OrderId">The order.</param>
/// <param name="Attempt">1 for the first request, then rising by one with each that follows a refusal.</param>
/// <param name="Amount">What is to be given back.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Reference">Where a refund that was made outside of the payment provider can be looked up; null when the provider is to make it.</param>
[Event("return.refund_requested", "orders")]
public sealed record ReturnRefundRequested(
    Guid ReturnId, Guid OrderId, int Attempt, decimal Amount, string Currency, string? Reference = null) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>A return is over: its money was given back, or nothing was to be given back.</summary>
/// <param name="ReturnId">The return.</param>
/// <param name="Number">The number of the return that people see.</param>
/// <param name="OrderId">The order.</param>
/// <param name="OrderNumber">The number of the order that people see.</param>
/// <param name="UserId">Who placed the order.</param>
/// <param name="Refund">What was given back.</param>
/// <param name="Currency">ISO 4217 code.</param>
[Event("return.completed", "orders")]
public sealed record ReturnCompleted(
    Guid ReturnId, string Number, Guid OrderId, string OrderNumber, Guid UserId, decimal Refund, string Currency) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}
