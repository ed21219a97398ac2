using Cartwright.Contracts;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Carts;

/// <summary>Creates the responses of all cart operations.</summary>
internal static class CartResponses
{
    static readonly Dictionary<string, string> NoOptions = [];

    /// <summary>Shows a cart at current prices. A problem with a line becomes its issue; the line is not changed.</summary>
    public static CartResponse Of(Cart cart, PriceList prices) => new(
        cart.Id,
        [.. cart.Lines.Select(line => Of(line, prices.Find(line.Sku), prices.AvailableOf(line.Sku)))],
        cart.Lines.Sum(l => l.Quantity),
        prices.Quote.Subtotal,
        prices.Quote.Tax,
        prices.Quote.Shipping,
        prices.Quote.Total,
        prices.Quote.Currency,
        prices.Quote.ShippingIsEstimate);

    /// <summary>Answers with a cart. Lines that concurrent requests added are priced as well.</summary>
    public static async Task<Ok<CartResponse>> AnswerAsync(
        HttpContext context, Cart cart, PriceList prices, CartPricing pricing, CancellationToken cancellationToken)
    {
        if (!prices.Covers(cart.Lines))
        {
            prices = await pricing.OfAsync(cart.Lines, cancellationToken);
        }

        context.Response.Headers[Shopper.Header] = cart.Id.ToString();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(Of(cart, prices));
    }

    static CartItemResponse Of(CartLine line, QuoteItemResponse? current, int available)
    {
        var issue = Issue(line, current, available);
        return current is null
            ? new(line.Sku, null, line.Name, NoOptions, null, line.Quantity, line.SeenPrice,
                Money.Zero(Currency.Of(line.SeenCurrency)).Amount, line.SeenCurrency, 0, issue, null, null, null)
            : new(
                line.Sku, current.ProductId, current.Name, current.Options ?? NoOptions, current.Image, line.Quantity, current.UnitPrice, current.LineTotal,
                current.Currency, current.Active ? available : 0, issue, IsAsSeen(line, current) ? null : line.SeenPrice, IsAsSeen(line, current) ? null : line.SeenCurrency,
                current.Parts);
    }

    static string? Issue(CartLine line, QuoteItemResponse? current, int available) => current switch
    {
        null or { Active: false } => "unavailable",
        { Issue: { } reason } => reason,
        _ when available <= 0 => "out_of_stock",
        _ when available < line.Quantity => "insufficient_stock",
        _ when !IsAsSeen(line, current) => "price_changed",
        _ => null,
    };

    static bool IsAsSeen(CartLine line, QuoteItemResponse current) => current.UnitPrice == line.SeenPrice && current.Currency == line.SeenCurrency;
}
