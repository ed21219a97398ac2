using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Carts;

/// <summary>Removes all lines from the caller's cart.</summary>
internal static class EmptyCart
{
    const string Sql = CartStore.Touch + "delete from cart_lines where holder = @Holder" + CartStore.Lines;

    public static async Task<Ok<CartResponse>> HandleAsync(
        HttpContext context, CartStore carts, CartPricing pricing, Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        var cart = await carts.OpenAsync(Shopper.Of(context), cancellationToken);
        var lines = cart.IsStored
            ? await database.QueryAsync<CartLine>(Sql, new { cart.Holder, cart.Id, cart.Guest, now = time.GetUtcNow() }, cancellationToken)
            : [];
        return await CartResponses.AnswerAsync(context, cart with { Lines = lines }, await pricing.OfAsync([], cancellationToken), pricing, cancellationToken);
    }
}
