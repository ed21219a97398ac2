using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Carts;

/// <summary>A line of a cart that is being ordered.</summary>
/// <param name="Sku">Stock keeping unit.</param>
/// <param name="Quantity">Units.</param>
/// <param name="SeenPrice">The unit price that the customer saw or accepted last.</param>
/// <param name="SeenCurrency">ISO 4217 code of that price.</param>
internal sealed record CartToOrderLine(string Sku, int Quantity, decimal SeenPrice, string SeenCurrency);

/// <summary>A cart that is being ordered.</summary>
/// <param name="Items">The lines, oldest first.</param>
internal sealed record CartToOrder(IReadOnlyList<CartToOrderLine> Items);

/// <summary>Shows the cart of a user to the orders service; 204 when the user has no cart with this id.</summary>
internal static class GetCartToOrder
{
    sealed record Row(string? Sku, int? Quantity, decimal? SeenPrice, string? SeenCurrency);

    public static async Task<Results<Ok<CartToOrder>, NoContent>> HandleAsync(Guid id, Guid userId, Database database, CancellationToken cancellationToken)
    {
        var rows = await database.QueryAsync<Row>(
            """
            select l.sku, l.quantity, l.seen_price, l.seen_currency
            from carts c left join cart_lines l on l.holder = c.holder
            where c.holder = @userId and c.id = @id and not c.guest
            order by l.added_at, l.sku
            """,
            new { userId, id },
            cancellationToken);
        return rows.Count == 0
            ? TypedResults.NoContent()
            : TypedResults.Ok(new CartToOrder(
                [.. rows.Where(r => r.Sku is not null).Select(r => new CartToOrderLine(r.Sku!, r.Quantity!.Value, r.SeenPrice!.Value, r.SeenCurrency!))]));
    }
}
