using Cartwright.Contracts;

namespace Cartwright.Orders;

/// <summary>
/// The parts of a request by which a repetition is recognised. The expected total is none of them: it is a condition, and a repetition may name another one.
/// </summary>
internal sealed record PlaceOrderBody(
    IReadOnlyList<OrderItemRequest>? Items, PostalAddress ShippingAddress, PostalAddress? BillingAddress, PaymentRequest Payment, Guid? CartId,
    string? ShippingMethod);
