using System.ComponentModel.DataAnnotations;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Carts;

/// <summary>The new quantity of a line.</summary>
/// <param name="Quantity">Units; 0 removes the line.</param>
public sealed record ChangeQuantityRequest([property: Range(0, Cart.QuantityMax)] int Quantity);

/// <summary>Sets how many units of a SKU are in the caller's cart, and adds it if it is missing.</summary>
internal static class ChangeQuantity
{
    const string Sql =
        CartStore.Touch +
        """
        insert into cart_lines (holder, sku, name, quantity, seen_price, seen_currency, added_at)
        select @Holder, @sku, @Name, @Quantity, @UnitPrice, @Currency, @now
        where (select count(*) from cart_lines where holder = @Holder and sku <> @sku) < @LinesMax
        on conflict (holder, sku) do update set quantity = excluded.quantity
        """
        + CartStore.Read;

    public static async Task<Results<Ok<CartResponse>, ProblemHttpResult>> HandleAsync(
        string sku, ChangeQuantityRequest request, HttpContext context, CartStore carts, CartPricing pricing, Database database, TimeProvider time,
        CancellationToken cancellationToken)
    {
        if (request.Quantity == 0)
        {
            return await RemoveFromCart.HandleAsync(sku, context, carts, pricing, database, time, cancellationToken);
        }

        if (sku.Length > Cart.SkuLengthMax)
        {
            return Problems.Invalid("sku", $"A SKU has at most {Cart.SkuLengthMax} characters.");
        }

        var cart = await carts.OpenAsync(Shopper.Of(context), cancellationToken);
        if (!cart.HasRoomFor(sku))
        {
            return Problems.Unprocessable("sku", $"A cart holds at most {Cart.LinesMax} different SKUs.");
        }

        // A line in the cart may be changed even if its SKU is no longer sold.
        var prices = await pricing.OfAsync(cart.With(sku, request.Quantity).Lines, cancellationToken);
        var known = cart.Lines.FirstOrDefault(l => l.Sku == sku);
        var variant = prices.Find(sku);
        if (known is null && variant is not { Active: true })
        {
            return Problems.Unprocessable("sku", "There is no such SKU on sale.");
        }

        var changed = CartRow.ToCart(await database.QueryAsync<CartRow>(
            Sql,
            new
            {
                cart.Holder,
                cart.Id,
                cart.Guest,
                sku,
                Name = known?.Name ?? variant!.Name,
                request.Quantity,
                UnitPrice = known?.SeenPrice ?? variant!.UnitPrice,
                Currency = known?.SeenCurrency ?? variant!.Currency,
                Cart.LinesMax,
                now = time.GetUtcNow(),
            },
            cancellationToken));
        return changed.Lines.Any(l => l.Sku == sku)
            ? await CartResponses.AnswerAsync(context, changed, prices, pricing, cancellationToken)
            : Problems.Conflict("The cart was filled by another request meanwhile.");
    }
}
