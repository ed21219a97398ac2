using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Carts;

/// <summary>A cart as its owner sees it, at current prices.</summary>
/// <param name="Id">The id to send as <c>X-Cart-Id</c>.</param>
/// <param name="Items">What is in it, oldest first.</param>
/// <param name="ItemCount">Units over all lines.</param>
/// <param name="Subtotal">Sum of the lines.</param>
/// <param name="Tax">Tax.</param>
/// <param name="Shipping">Estimate of shipping.</param>
/// <param name="Total">What would be paid.</param>
/// <param name="Currency">ISO 4217 code.</param>
public sealed record CartView(
    Guid Id, IReadOnlyList<CartItemView> Items, int ItemCount, decimal Subtotal, decimal Tax, decimal Shipping, decimal Total, string Currency);

/// <summary>A line of a cart at its current price.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="ProductId">The product it belongs to; null when it is not sold any more.</param>
/// <param name="Name">Its name.</param>
/// <param name="Options">Option values, for example its size.</param>
/// <param name="Image">URL of a picture, when there is one.</param>
/// <param name="Quantity">Units.</param>
/// <param name="UnitPrice">Current price of one unit; the last one seen when it is not sold any more.</param>
/// <param name="LineTotal">Its part of the subtotal.</param>
/// <param name="Available">Units that can be ordered now.</param>
/// <param name="Issue">What the customer must know first: <c>unavailable</c>, <c>out_of_stock</c>, <c>insufficient_stock</c> or <c>price_changed</c>.</param>
/// <param name="PreviousPrice">The price seen before, when it differs.</param>
public sealed record CartItemView(
    string Sku, Guid? ProductId, string Name, IReadOnlyDictionary<string, string> Options, string? Image,
    int Quantity, decimal UnitPrice, decimal LineTotal, int Available, string? Issue, decimal? PreviousPrice);

/// <summary>Shows carts.</summary>
internal static class CartViews
{
    static readonly Dictionary<string, string> NoOptions = [];

    /// <summary>A cart at current prices. Nothing is changed to fit: what is wrong with a line is told as its issue.</summary>
    public static CartView Of(Cart cart, PriceList prices) => new(
        cart.Id,
        [.. cart.Lines.Select(line => Of(line, prices.Find(line.Sku), prices.AvailableOf(line.Sku)))],
        cart.Lines.Sum(l => l.Quantity),
        prices.Quote.Subtotal,
        prices.Quote.Tax,
        prices.Quote.Shipping,
        prices.Quote.Total,
        prices.Quote.Currency);

    /// <summary>Answers with a cart. What came from elsewhere while this request was under way is priced as well.</summary>
    public static async Task<Ok<CartView>> AnswerAsync(
        HttpContext context, Cart cart, PriceList prices, Pricing pricing, CancellationToken cancellationToken)
    {
        if (!prices.Covers(cart.Lines))
        {
            prices = await pricing.OfAsync(cart.Lines, cancellationToken);
        }

        context.Response.Headers[Shopper.Header] = cart.Id.ToString();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(Of(cart, prices));
    }

    static CartItemView Of(CartLine line, QuotedItem? current, int available)
    {
        var issue = Issue(line, current, available);
        return current is null
            ? new(line.Sku, null, line.Name, NoOptions, null, line.Quantity, line.SeenPrice, 0, 0, issue, null)
            : new(
                line.Sku, current.ProductId, current.Name, current.Options ?? NoOptions, current.Image, line.Quantity, current.UnitPrice, current.LineTotal,
                current.Active ? available : 0, issue, current.UnitPrice == line.SeenPrice ? null : line.SeenPrice);
    }

    static string? Issue(CartLine line, QuotedItem? current, int available) => current switch
    {
        null or { Active: false } => "unavailable",
        _ when available <= 0 => "out_of_stock",
        _ when available < line.Quantity => "insufficient_stock",
        _ when current.UnitPrice != line.SeenPrice => "price_changed",
        _ => null,
    };
}
