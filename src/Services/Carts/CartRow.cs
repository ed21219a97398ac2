namespace Cartwright.Carts;

/// <summary>A line of a cart with the cart; an empty cart is one row without a line.</summary>
internal sealed record CartRow(
    Guid Holder, Guid Id, bool Guest, DateTimeOffset TouchedAt, string? Sku, string? Name, int? Quantity, decimal? SeenPrice, string? SeenCurrency,
    DateTimeOffset? AddedAt)
{
    /// <summary>The cart of its rows, of which there is one at least.</summary>
    public static Cart ToCart(IReadOnlyList<CartRow> rows) => new(
        rows[0].Holder,
        rows[0].Id,
        rows[0].Guest,
        rows[0].TouchedAt,
        [
            .. from row in rows
               where row.Sku is not null
               select new CartLine(row.Sku!, row.Name!, row.Quantity!.Value, row.SeenPrice!.Value, row.SeenCurrency!, row.AddedAt!.Value),
        ]);
}
