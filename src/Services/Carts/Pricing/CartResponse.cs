using Cartwright.Contracts;
using Cartwright.Platform.OpenApi;

namespace Cartwright.Carts;

/// <summary>A cart at current prices.</summary>
/// <param name="Id">The id to send as <c>X-Cart-Id</c>.</param>
/// <param name="Items">The lines, oldest first.</param>
/// <param name="ItemCount">Units over all lines.</param>
/// <param name="Subtotal">Sum of the lines in the currency of the cart.</param>
/// <param name="Tax">Tax.</param>
/// <param name="Shipping">Price of shipping; it depends on the destination where <c>shippingIsEstimate</c> says so.</param>
/// <param name="Total">The total of an order of this cart.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="ShippingIsEstimate">Whether the price of shipping, and with it the total, depends on the destination, which a cart does not know.</param>
public sealed record CartResponse(
    Guid Id, IReadOnlyList<CartItemResponse> Items, int ItemCount, decimal Subtotal, decimal Tax, decimal Shipping, decimal Total, string Currency,
    bool ShippingIsEstimate);

/// <summary>A line of a cart at its current price.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="ProductId">The product it belongs to; null if it is no longer sold.</param>
/// <param name="Name">Its name.</param>
/// <param name="Options">Option values, for example its size.</param>
/// <param name="Image">URL of a picture, if the product has one.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitPrice">Current price of one unit; the last seen price if it is no longer sold.</param>
/// <param name="LineTotal">Its part of the subtotal.</param>
/// <param name="Currency">ISO 4217 code of its prices.</param>
/// <param name="Available">Units that can be ordered now.</param>
/// <param name="Issue">
/// The problem with the line: <c>unavailable</c>, <c>currency_mismatch</c> (an order has one currency, and this line is not part of the totals),
/// <c>out_of_stock</c>, <c>insufficient_stock</c> or <c>price_changed</c>.
/// </param>
/// <param name="PreviousPrice">The price that the customer saw before, if it differs.</param>
/// <param name="PreviousCurrency">ISO 4217 code of that price.</param>
/// <param name="Parts">What one unit of a bundle consists of; null when it is no bundle.</param>
public sealed record CartItemResponse(
    string Sku, Guid? ProductId, string Name, IReadOnlyDictionary<string, string> Options, string? Image,
    int Quantity, decimal UnitPrice, decimal LineTotal, string Currency, int Available,
    [property: OneOf("unavailable", "currency_mismatch", "out_of_stock", "insufficient_stock", "price_changed")] string? Issue,
    decimal? PreviousPrice, string? PreviousCurrency, IReadOnlyList<OrderLinePart>? Parts);
