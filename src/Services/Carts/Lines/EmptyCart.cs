using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Carts;

/// <summary>Removes all lines from the caller's cart.</summary>
internal static class EmptyCart
{
    const string Sql = CartStore.Touch + "delete from cart_lines where holder = @Holder" + CartStore.Read;

    public static async Task<Ok<CartResponse>> HandleAsync(
        HttpContext context, CartStore carts, CartPricing pricing, Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        var cart = await carts.OpenAsync(Shopper.Of(context), cancellationToken);
        var changed = cart.IsStored
            ? CartRow.ToCart(await database.QueryAsync<CartRow>(Sql, new { cart.Holder, cart.Id, cart.Guest, now = time.GetUtcNow() }, cancellationToken))
            : cart;
        return await CartResponses.AnswerAsync(context, changed, await pricing.OfAsync([], cancellationToken), pricing, cancellationToken);
    }
}
