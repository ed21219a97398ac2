using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Carts;

/// <summary>A line to add to the cart.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Quantity">Units to add to those in the cart.</param>
public sealed record AddToCartRequest(
    [property: Required, StringLength(Cart.SkuLengthMax, MinimumLength = 1)] string Sku,
    [property: Range(1, Cart.QuantityMax)] int Quantity);

/// <summary>Adds units of a SKU to the caller's cart and stores the price that the customer saw. Concurrent requests add up.</summary>
internal static class AddToCart
{
    const string Sql =
        CartStore.Touch +
        """
        insert into cart_lines (holder, sku, name, quantity, seen_price, seen_currency, added_at)
        select @Holder, @Sku, @Name, @Quantity, @UnitPrice, @Currency, @now
        where (select count(*) from cart_lines where holder = @Holder and sku <> @Sku) < @LinesMax
        on conflict (holder, sku) do update set quantity = least(@QuantityMax, cart_lines.quantity + excluded.quantity)
        """
        + CartStore.Read;

    public static async Task<Results<Ok<CartResponse>, ProblemHttpResult>> HandleAsync(
        AddToCartRequest request, HttpContext context, CartStore carts, CartPricing pricing, Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        var cart = await carts.OpenAsync(Shopper.Of(context), cancellationToken);
        if (!cart.HasRoomFor(request.Sku))
        {
            return Problems.Unprocessable("sku", $"A cart holds at most {Cart.LinesMax} different SKUs.");
        }

        var quantity = cart.QuantityOf(request.Sku) + request.Quantity;
        if (quantity > Cart.QuantityMax)
        {
            return Problems.Unprocessable("quantity", $"A cart holds at most {Cart.QuantityMax} units of a SKU.");
        }

        var prices = await pricing.OfAsync(cart.With(request.Sku, quantity).Lines, cancellationToken);
        if (prices.Find(request.Sku) is not { Active: true } variant)
        {
            return Problems.Unprocessable("sku", "There is no such SKU on sale.");
        }

        var changed = CartRow.ToCart(await database.QueryAsync<CartRow>(
            Sql,
            new
            {
                cart.Holder, cart.Id, cart.Guest, request.Sku, variant.Name, request.Quantity, variant.UnitPrice, variant.Currency,
                Cart.LinesMax, Cart.QuantityMax, now = time.GetUtcNow(),
            },
            cancellationToken));
        return changed.Lines.Any(l => l.Sku == request.Sku)
            ? await CartResponses.AnswerAsync(context, changed, prices, pricing, cancellationToken)
            : Problems.Conflict("The cart was filled by another request meanwhile.");
    }
}
