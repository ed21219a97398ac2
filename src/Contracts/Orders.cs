namespace Cartwright.Contracts;

/// <summary>One line of an order. A bundle is one line, with its parts.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="ProductId">The product it belongs to.</param>
/// <param name="Name">Name at the time of the order.</param>
/// <param name="Quantity">Units, at least 1.</param>
/// <param name="UnitPrice">Price of one unit at the time of the order.</param>
/// <param name="Parts">What one unit of a bundle consists of, each SKU once; null when the line is no bundle, and in events of earlier versions.</param>
public sealed record OrderLine(string Sku, Guid ProductId, string Name, int Quantity, decimal UnitPrice, IReadOnlyList<OrderLinePart>? Parts = null);

/// <summary>A part of a bundle, as it was when the bundle was ordered.</summary>
/// <param name="Sku">Stock keeping unit of the part; its stock is reserved, not that of the bundle.</param>
/// <param name="ProductId">The product that the part belongs to.</param>
/// <param name="Name">Its name at the time of the order.</param>
/// <param name="Quantity">Units of the part in one unit of the bundle, at least 1.</param>
public sealed record OrderLinePart(string Sku, Guid ProductId, string Name, int Quantity);

/// <summary>The address that an order goes to: a <see cref="PostalAddress"/> in one spelling.</summary>
/// <param name="Street">Street and house number.</param>
/// <param name="City">City.</param>
/// <param name="State">State, province or region; empty where there is none.</param>
/// <param name="ZipCode">Postal code; empty where there is none.</param>
/// <param name="Country">ISO 3166-1 alpha-2 code, upper case.</param>
/// <param name="Recipient">The person who receives what is sent; null when the account has no name, and in events of earlier versions.</param>
/// <param name="Company">The company at the address, if any.</param>
/// <param name="Street2">The second line, if any.</param>
/// <param name="Phone">Telephone number for the carrier, if any.</param>
public sealed record ShippingAddress(
    [property: Personal] string Street, [property: Personal] string City, [property: Personal] string State, [property: Personal] string ZipCode,
    string Country, [property: Personal] string? Recipient = null, [property: Personal] string? Company = null, [property: Personal] string? Street2 = null,
    [property: Personal] string? Phone = null)
{
    /// <summary>The event's form of an address.</summary>
    public static ShippingAddress Of(PostalAddress address)
    {
        var kept = address.Normalized();
        return new(kept.Street, kept.City, kept.State!, kept.ZipCode!, kept.Country, kept.Recipient, kept.Company, kept.Street2, kept.Phone);
    }
}

/// <summary>An order was placed: stock is to be reserved for it.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">The number shown to people.</param>
/// <param name="UserId">Who placed it.</param>
/// <param name="Lines">The ordered lines; each SKU has one line.</param>
/// <param name="Total">What is to be paid, with tax and shipping.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="ShippingAddress">Where it goes.</param>
/// <param name="CartId">The cart it was made from, when it was.</param>
[Event("order.created", "orders")]
public sealed record OrderCreated(
    Guid OrderId, string Number, Guid UserId, IReadOnlyList<OrderLine> Lines, decimal Total, string Currency, ShippingAddress ShippingAddress, Guid? CartId) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>Stock is reserved, or the customer tries again after a failed payment: the total is to be charged.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Attempt">1 for the first payment of the order, then rising by one.</param>
/// <param name="UserId">Who pays.</param>
/// <param name="Amount">What to charge.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Method">Payment method, for example <c>card</c>.</param>
/// <param name="Token">The provider's token that stands for the means of payment; never card data. Empty once the payment has ended.</param>
[Event("order.payment_requested", "orders")]
public sealed record OrderPaymentRequested(
    Guid OrderId, int Attempt, Guid UserId, decimal Amount, string Currency, string Method, [property: Personal] string Token) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>An order is paid and will be sent.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">The number shown to people.</param>
/// <param name="UserId">Who placed it.</param>
/// <param name="Total">What was paid.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Lines">The ordered lines; null in events of earlier versions.</param>
/// <param name="ShippingAddress">Where it goes; null in events of earlier versions.</param>
/// <param name="Units">The units that are reserved for it, by warehouse; null in events of earlier versions.</param>
/// <param name="ShippingMethod">How it is sent; null in events of earlier versions.</param>
[Event("order.confirmed", "orders")]
public sealed record OrderConfirmed(
    Guid OrderId, string Number, Guid UserId, decimal Total, string Currency, IReadOnlyList<OrderLine>? Lines = null,
    ShippingAddress? ShippingAddress = null, IReadOnlyList<ReservedUnits>? Units = null, OrderShippingMethod? ShippingMethod = null) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>An order could not be supplied.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">The number shown to people.</param>
/// <param name="UserId">Who placed it.</param>
/// <param name="Reason">Why, in a sentence for the customer.</param>
[Event("order.rejected", "orders")]
public sealed record OrderRejected(Guid OrderId, string Number, Guid UserId, string Reason) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>An order was cancelled by its customer, by an administrator or because it was not paid in time: stock is released, money given back.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">The number shown to people.</param>
/// <param name="UserId">Who placed it.</param>
/// <param name="Reason">Why, in a sentence for the customer.</param>
/// <param name="Total">What was to be paid; 0 in events of earlier versions.</param>
/// <param name="Currency">ISO 4217 code; null in events of earlier versions.</param>
/// <param name="PaymentAttempt">The payment that was requested last; 0 when none was, and in events of earlier versions.</param>
/// <param name="PaymentMethod">Its method; null in events of earlier versions.</param>
[Event("order.cancelled", "orders")]
public sealed record OrderCancelled(
    Guid OrderId, string Number, Guid UserId, string Reason, decimal Total = 0, string? Currency = null,
    int PaymentAttempt = 0, string? PaymentMethod = null) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>A payment of an order failed; the customer may pay again until the order expires.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">The number shown to people.</param>
/// <param name="UserId">Who placed it.</param>
/// <param name="Reason">Why, in a sentence for the customer.</param>
/// <param name="PayBefore">When the order is cancelled unless it is paid.</param>
[Event("order.payment_failed", "orders")]
public sealed record OrderPaymentFailed(Guid OrderId, string Number, Guid UserId, string Reason, DateTimeOffset PayBefore) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>A shipment of an order may leave, and others have not left yet.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">The number shown to people.</param>
/// <param name="UserId">Who placed it.</param>
/// <param name="ShipmentId">The shipment.</param>
[Event("order.partially_shipped", "orders")]
public sealed record OrderPartiallyShipped(Guid OrderId, string Number, Guid UserId, Guid ShipmentId) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>All of an order was handed to the carrier.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">The number shown to people.</param>
/// <param name="UserId">Who placed it.</param>
/// <param name="ShipmentId">The last shipment, which may leave; null when a person marked the order as shipped, and in events of earlier versions.</param>
[Event("order.shipped", "orders")]
public sealed record OrderShipped(Guid OrderId, string Number, Guid UserId, Guid? ShipmentId = null) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>A shipment may not leave, because its order is cancelled or not paid.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="ShipmentId">The shipment.</param>
/// <param name="Reason">Why, in a sentence for the staff.</param>
[Event("order.dispatch_refused", "orders")]
public sealed record OrderDispatchRefused(Guid OrderId, Guid ShipmentId, string Reason) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>An order arrived at the customer.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">The number shown to people.</param>
/// <param name="UserId">Who placed it.</param>
[Event("order.delivered", "orders")]
public sealed record OrderDelivered(Guid OrderId, string Number, Guid UserId) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}

/// <summary>Superseded by <c>order.shipped</c> and <c>order.delivered</c>: no longer published, still handled, because event logs of earlier versions hold it.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="Number">The number shown to people.</param>
/// <param name="UserId">Who placed it.</param>
/// <param name="Status">The new status, <c>shipped</c> or <c>delivered</c>.</param>
[Event("order.updated", "orders", IsSuperseded = true)]
public sealed record OrderUpdated(Guid OrderId, string Number, Guid UserId, string Status) : IEvent
{
    Guid IEvent.AggregateId => OrderId;
}
