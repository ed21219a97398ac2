using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>One line of an order.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="ProductId">The product it belongs to.</param>
/// <param name="Name">Name at the time of the order.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitPrice">Price of one unit at the time of the order.</param>
/// <param name="LineTotal">Quantity times price.</param>
public sealed record OrderLineResponse(string Sku, Guid ProductId, string Name, int Quantity, decimal UnitPrice, decimal LineTotal);

/// <summary>How far the payment is.</summary>
/// <param name="Method">For example <c>card</c>.</param>
/// <param name="Status"><c>none</c>, <c>requested</c>, <c>failed</c>, <c>authorized</c>, <c>completed</c>, <c>voided</c> or <c>refunded</c>.</param>
/// <param name="Attempt">How often a payment was requested.</param>
/// <param name="FailureReason">Why the last attempt failed.</param>
public sealed record OrderPaymentResponse(string Method, string Status, int Attempt, string? FailureReason);

/// <summary>An order as its customer sees it.</summary>
/// <param name="Id">The order.</param>
/// <param name="Number">The number shown to people.</param>
/// <param name="UserId">Who placed it.</param>
/// <param name="Status">Where it is in its life.</param>
/// <param name="StatusReason">Why it was rejected or cancelled.</param>
/// <param name="Items">What was ordered.</param>
/// <param name="Subtotal">Sum of the lines.</param>
/// <param name="Tax">Tax on the subtotal.</param>
/// <param name="Shipping">Price of sending it.</param>
/// <param name="Total">What is to be paid.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="ShippingAddress">Where it goes.</param>
/// <param name="BillingAddress">Whom to bill, when that is somebody else.</param>
/// <param name="Payment">How far the payment is.</param>
/// <param name="PayBefore">When the order is cancelled unless it is paid.</param>
/// <param name="CreatedAt">When it was placed.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Version">Rises by one with each change.</param>
public sealed record OrderResponse(
    Guid Id, string Number, Guid UserId, string Status, string? StatusReason, IReadOnlyList<OrderLineResponse> Items,
    decimal Subtotal, decimal Tax, decimal Shipping, decimal Total, string Currency, PostalAddress ShippingAddress, PostalAddress? BillingAddress,
    OrderPaymentResponse Payment, DateTimeOffset? PayBefore, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Version);

/// <summary>A page of orders, newest first.</summary>
/// <param name="Items">The orders.</param>
/// <param name="NextCursor">Where the next page begins; null on the last.</param>
public sealed record OrderListResponse(IReadOnlyList<OrderResponse> Items, string? NextCursor);
