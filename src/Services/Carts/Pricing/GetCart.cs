using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Carts;

/// <summary>Shows the caller's cart at current prices.</summary>
internal static class GetCart
{
    // Reading a cart postpones its expiry; one write a day is enough.
    static readonly TimeSpan TouchInterval = TimeSpan.FromDays(1);

    public static async Task<Ok<CartResponse>> HandleAsync(
        HttpContext context, CartStore carts, CartPricing pricing, Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        var cart = await carts.OpenAsync(Shopper.Of(context), cancellationToken);
        var prices = await pricing.OfAsync(cart.Lines, cancellationToken);

        var now = time.GetUtcNow();
        if (now - cart.TouchedAt > TouchInterval)
        {
            await database.ExecuteAsync(CartStore.Touch, new { cart.Holder, cart.Id, cart.Guest, now }, cancellationToken);
        }

        return await CartResponses.AnswerAsync(context, cart, prices, pricing, cancellationToken);
    }
}
