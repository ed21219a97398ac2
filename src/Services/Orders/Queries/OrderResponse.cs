using Cartwright.Contracts;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Orders;

/// <summary>One line of an order.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="ProductId">The product it belongs to.</param>
/// <param name="Name">Name at the time of the order.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitPrice">Price of one unit at the time of the order.</param>
/// <param name="LineTotal">Quantity times price.</param>
/// <param name="Parts">What one unit of a bundle consisted of when it was ordered; null when the line is no bundle.</param>
public sealed record OrderLineResponse(
    string Sku, Guid ProductId, string Name, int Quantity, decimal UnitPrice, decimal LineTotal, IReadOnlyList<OrderLinePart>? Parts);

/// <summary>The payment of an order.</summary>
/// <param name="Method">For example <c>card</c>.</param>
/// <param name="Status">Its status, see <see cref="OrderPaymentStatus"/>.</param>
/// <param name="Attempt">How often a payment was requested.</param>
/// <param name="FailureReason">Why the last attempt, or the capture, void or refund failed.</param>
/// <param name="Refunded">What was given back so far, in the currency of the order.</param>
public sealed record OrderPaymentResponse(
    string Method, [property: OneOf(typeof(OrderPaymentStatus))] string Status, int Attempt, string? FailureReason, decimal Refunded);

/// <summary>An order.</summary>
/// <param name="Id">The order.</param>
/// <param name="Number">The number shown to people.</param>
/// <param name="UserId">Who placed it.</param>
/// <param name="Status">Its status, see <see cref="OrderStatus"/>.</param>
/// <param name="StatusReason">Why it was rejected or cancelled.</param>
/// <param name="Items">The lines.</param>
/// <param name="Subtotal">Sum of the lines.</param>
/// <param name="Tax">Tax on the subtotal.</param>
/// <param name="Shipping">Price of shipping.</param>
/// <param name="Total">Sum of subtotal, tax and shipping.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="ShippingAddress">The address to ship to.</param>
/// <param name="BillingAddress">The billing address, if it differs.</param>
/// <param name="Payment">The payment of an order.</param>
/// <param name="PayBefore">When the order is cancelled if it is not paid; null unless it awaits payment.</param>
/// <param name="CreatedAt">When it was placed.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Version">Rises by one with each change.</param>
/// <param name="ShippingMethod">How it is sent; null for orders of earlier versions.</param>
public sealed record OrderResponse(
    Guid Id, string Number, Guid UserId, [property: OneOf(typeof(OrderStatus))] string Status, string? StatusReason, IReadOnlyList<OrderLineResponse> Items,
    decimal Subtotal, decimal Tax, decimal Shipping, decimal Total, string Currency, PostalAddress ShippingAddress, PostalAddress? BillingAddress,
    OrderPaymentResponse Payment, DateTimeOffset? PayBefore, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, int Version,
    OrderShippingMethod? ShippingMethod);

/// <summary>A page of orders, newest first.</summary>
/// <param name="Items">The orders.</param>
/// <param name="NextCursor">The cursor of the next page; null on the last page.</param>
/// <param name="Total">How many orders all pages have, if the request asks for it with <c>total=true</c>; 10,000 stands for that many or more.</param>
public sealed record OrderListResponse(IReadOnlyList<OrderResponse> Items, string? NextCursor, int? Total);
