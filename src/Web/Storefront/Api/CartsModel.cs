using Cartwright.Contracts;

namespace Cartwright.Storefront.Api;

/// <summary>A cart with what it comes to at today's prices.</summary>
/// <param name="Id">The cart; nothing before anything was put into it.</param>
/// <param name="Items">Its lines.</param>
/// <param name="ItemCount">Units in it.</param>
/// <param name="Subtotal">Sum of the lines.</param>
/// <param name="Tax">Tax on it.</param>
/// <param name="Shipping">Estimated cost of shipping.</param>
/// <param name="Total">What is to be paid.</param>
/// <param name="Currency">ISO 4217 code.</param>
/// <param name="ShippingIsEstimate">Whether the cost of shipping depends on the destination.</param>
public sealed record Cart(
    Guid? Id, IReadOnlyList<CartLine> Items, int ItemCount, decimal Subtotal, decimal Tax, decimal Shipping, decimal Total, string Currency,
    bool ShippingIsEstimate = false)
{
    /// <summary>The cart of somebody who has not chosen anything yet.</summary>
    /// <param name="currency">ISO 4217 code of the shop's currency.</param>
    public static Cart Empty(string currency) => new(null, [], 0, 0, 0, 0, 0, currency);

    /// <summary>Whether it can be ordered as it is.</summary>
    public bool CanBeOrdered => Items.Count > 0 && Items.All(x => x.Issue is null);

    /// <summary>Whether prices changed that the customer has not accepted.</summary>
    public bool HasChangedPrices => Items.Any(x => x.Issue == "price_changed");
}

/// <summary>A line of a cart.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="ProductId">The product; null when it is no longer sold.</param>
/// <param name="Name">Its name.</param>
/// <param name="Options">The chosen variant.</param>
/// <param name="Image">Address of its picture.</param>
/// <param name="Quantity">Units wanted.</param>
/// <param name="UnitPrice">Price of one unit today.</param>
/// <param name="LineTotal">Price of all units.</param>
/// <param name="Currency">ISO 4217 code of its prices.</param>
/// <param name="Available">Units that can be bought.</param>
/// <param name="Issue">
/// Why the line cannot be ordered as it is: <c>out_of_stock</c>, <c>insufficient_stock</c>, <c>price_changed</c>, <c>currency_mismatch</c>, <c>unavailable</c>.
/// </param>
/// <param name="PreviousPrice">The price when the line was put into the cart, when it changed.</param>
/// <param name="PreviousCurrency">ISO 4217 code of that price.</param>
/// <param name="Parts">What one unit of a bundle consists of; null when it is no bundle.</param>
public sealed record CartLine(
    string Sku,
    Guid? ProductId,
    string Name,
    IReadOnlyDictionary<string, string>? Options,
    string? Image,
    int Quantity,
    decimal UnitPrice,
    decimal LineTotal,
    string Currency,
    int Available,
    string? Issue,
    decimal? PreviousPrice,
    string? PreviousCurrency,
    IReadOnlyList<OrderLinePart>? Parts = null);

/// <summary>Puts units of a variant into a cart.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Quantity">Units, at least 1.</param>
public sealed record CartItemRequest(string Sku, int Quantity);

/// <summary>Sets the units of a line.</summary>
/// <param name="Quantity">Units; 0 removes the line.</param>
public sealed record CartQuantityRequest(int Quantity);
