using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Carts;

/// <summary>Removes a SKU from the caller's cart. A missing SKU is no error.</summary>
internal static class RemoveFromCart
{
    const string Sql = CartStore.Touch + "delete from cart_lines where holder = @Holder and sku = @sku" + CartStore.Read;

    public static async Task<Results<Ok<CartResponse>, ProblemHttpResult>> HandleAsync(
        string sku, HttpContext context, CartStore carts, CartPricing pricing, Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        if (sku.Length > Cart.SkuLengthMax)
        {
            return Problems.Invalid("sku", $"A SKU has at most {Cart.SkuLengthMax} characters.");
        }

        var cart = await carts.OpenAsync(Shopper.Of(context), cancellationToken);
        var prices = await pricing.OfAsync(cart.With(sku, 0).Lines, cancellationToken);
        var changed = cart.IsStored
            ? CartRow.ToCart(await database.QueryAsync<CartRow>(Sql, new { cart.Holder, cart.Id, cart.Guest, sku, now = time.GetUtcNow() }, cancellationToken))
            : cart;
        return await CartResponses.AnswerAsync(context, changed, prices, pricing, cancellationToken);
    }
}
