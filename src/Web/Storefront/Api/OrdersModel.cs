using Cartwright.Contracts;

namespace Cartwright.Storefront.Api;

/// <summary>An order.</summary>
/// <param name="Id">The order.</param>
/// <param name="Number">The number shown to people.</param>
/// <param name="Status">One of <see cref="OrderStatus"/>.</param>
/// <param name="Items">What was ordered.</param>
/// <param name="Subtotal">Sum of the lines.</param>
/// <param name="Tax">Tax on it.</param>
/// <param name="Shipping">Cost of shipping.</param>
/// <param name="Total">What is to be paid.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="ShippingAddress">Where it goes.</param>
/// <param name="Payment">How it is paid.</param>
/// <param name="StatusReason">Why it was rejected or cancelled, in a sentence.</param>
/// <param name="PayBefore">When it is cancelled unless it is paid.</param>
/// <param name="CreatedAt">When it was placed.</param>
/// <param name="Version">Rises with every change.</param>
/// <param name="ShippingMethod">How it is sent; null for orders of earlier versions.</param>
public sealed record Order(
    Guid Id,
    string Number,
    string Status,
    IReadOnlyList<OrderItem> Items,
    decimal Subtotal,
    decimal Tax,
    decimal Shipping,
    decimal Total,
    string Currency,
    PostalAddress? ShippingAddress,
    OrderPayment? Payment,
    string? StatusReason,
    DateTimeOffset? PayBefore,
    DateTimeOffset CreatedAt,
    int Version,
    OrderShippingMethod? ShippingMethod = null);

/// <summary>A line of an order.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="ProductId">The product.</param>
/// <param name="Name">Its name at the time of the order.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitPrice">Price of one unit at the time of the order.</param>
/// <param name="LineTotal">Price of all units.</param>
/// <param name="Parts">What one unit of a bundle consisted of when it was ordered; null when it is no bundle.</param>
public sealed record OrderItem(
    string Sku, Guid ProductId, string Name, int Quantity, decimal UnitPrice, decimal LineTotal, IReadOnlyList<OrderLinePart>? Parts = null);

/// <summary>How an order is paid.</summary>
/// <param name="Method">For example <c>card</c>.</param>
/// <param name="Status">Its status, see <see cref="Contracts.OrderPaymentStatus"/>.</param>
/// <param name="Attempt">How many payments were tried.</param>
/// <param name="FailureReason">Why the last one, or its capture, void or refund failed, in a sentence.</param>
public sealed record OrderPayment(string Method, string Status, int Attempt, string? FailureReason);

/// <summary>A page of orders, newest first.</summary>
/// <param name="Items">The orders.</param>
/// <param name="NextCursor">Where the next page begins, when there is one.</param>
public sealed record OrderPage(IReadOnlyList<Order> Items, string? NextCursor);

/// <summary>A means of payment, named by the provider's token; card data never comes here.</summary>
/// <param name="Method">For example <c>card</c>.</param>
/// <param name="Token">The provider's token.</param>
public sealed record PaymentChoice(string Method, string Token);

/// <summary>Units of a variant that are to be ordered.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Quantity">Units, at least 1.</param>
public sealed record WantedItem(string Sku, int Quantity);

/// <summary>Places an order.</summary>
/// <param name="Items">What is ordered.</param>
/// <param name="ShippingAddress">Where it goes.</param>
/// <param name="Payment">How it is paid.</param>
/// <param name="CartId">The cart that it empties.</param>
/// <param name="ExpectedTotal">The total that the customer saw.</param>
/// <param name="ShippingMethod">The code of the method of shipping; without it, the cheapest one.</param>
public sealed record PlaceOrderRequest(
    IReadOnlyList<WantedItem> Items, PostalAddress ShippingAddress, PaymentChoice Payment, Guid? CartId, ExpectedTotal ExpectedTotal,
    string? ShippingMethod);

/// <summary>The total that a page showed.</summary>
/// <param name="Amount">The amount.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record ExpectedTotal(decimal Amount, string Currency);

/// <summary>Pays an order again after a payment that failed.</summary>
/// <param name="Payment">How it is paid now.</param>
public sealed record PayRequest(PaymentChoice Payment);

/// <summary>Asks what items cost.</summary>
/// <param name="Items">The items.</param>
/// <param name="Country">Where they would be sent, ISO 3166 alpha-2.</param>
/// <param name="Postcode">The postal code there.</param>
/// <param name="ShippingMethod">The code of the method of shipping; without it, the cheapest one.</param>
public sealed record QuoteRequest(IReadOnlyList<WantedItem> Items, string? Country, string? Postcode = null, string? ShippingMethod = null);

/// <summary>A method of shipping that takes the items.</summary>
/// <param name="Code">Its code.</param>
/// <param name="Name">Its name.</param>
/// <param name="Price">What it costs, in the currency of the quote.</param>
/// <param name="Days">The days after which they have arrived, as it is promised; null where nothing is promised.</param>
public sealed record QuoteMethod(string Code, string Name, decimal Price, int? Days);

/// <summary>What items cost today.</summary>
/// <param name="Items">The items with their prices.</param>
/// <param name="Subtotal">Sum of the lines.</param>
/// <param name="Tax">Tax on it.</param>
/// <param name="Shipping">Cost of shipping.</param>
/// <param name="Total">What is to be paid.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="ShippingMethods">The methods that take them to the destination, the cheapest one first; none while it is not known.</param>
/// <param name="ShippingMethod">The code of the method whose price is part of the total.</param>
/// <param name="ShippingIsEstimate">Whether the cost of shipping depends on a destination that is not known yet.</param>
public sealed record Quote(
    IReadOnlyList<QuoteLine> Items, decimal Subtotal, decimal Tax, decimal Shipping, decimal Total, string Currency,
    IReadOnlyList<QuoteMethod> ShippingMethods, string? ShippingMethod, bool ShippingIsEstimate);

/// <summary>A line of a quote.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Name">Name of the product.</param>
/// <param name="Options">The variant.</param>
/// <param name="Image">Address of its picture.</param>
/// <param name="Quantity">Units.</param>
/// <param name="LineTotal">Price of all units.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="Parts">What one unit of a bundle consists of; null when it is no bundle.</param>
public sealed record QuoteLine(
    string Sku, string Name, IReadOnlyDictionary<string, string>? Options, string? Image, int Quantity, decimal LineTotal, string Currency,
    IReadOnlyList<OrderLinePart>? Parts = null);
