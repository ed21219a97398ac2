using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Carts;

/// <summary>Stores the current prices as seen by the customer.</summary>
internal static class AcceptPrices
{
    const string Sql =
        CartStore.Touch +
        """
        update cart_lines l set seen_price = p.price, seen_currency = p.currency
        from unnest(@skus, @prices, @currencies) as p (sku, price, currency)
        where l.holder = @Holder and l.sku = p.sku and (l.seen_price, l.seen_currency) <> (p.price, p.currency)
        """
        + CartStore.Read;

    public static async Task<Ok<CartResponse>> HandleAsync(
        HttpContext context, CartStore carts, CartPricing pricing, Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        var cart = await carts.OpenAsync(Shopper.Of(context), cancellationToken);
        var prices = await pricing.OfAsync(cart.Lines, cancellationToken);
        var changed = !cart.IsStored ? cart : CartRow.ToCart(await database.QueryAsync<CartRow>(
            Sql,
            new
            {
                cart.Holder,
                cart.Id,
                cart.Guest,
                skus = prices.Quote.Items.Select(i => i.Sku).ToArray(),
                prices = prices.Quote.Items.Select(i => i.UnitPrice).ToArray(),
                currencies = prices.Quote.Items.Select(i => i.Currency).ToArray(),
                now = time.GetUtcNow(),
            },
            cancellationToken));
        return await CartResponses.AnswerAsync(context, changed, prices, pricing, cancellationToken);
    }
}
