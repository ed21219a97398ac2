using Cartwright.Platform.Data;

namespace Cartwright.Carts;

/// <summary>
/// Merges the cart of a guest into the cart of the user who signed in, and deletes the guest's cart,
/// so that a repeated or concurrent merge finds nothing to add.
/// </summary>
internal sealed class MergeCarts(Database database, TimeProvider time)
{
    // Both carts are locked before their lines are read, so that no concurrently added line is lost.
    // A guest's cart that is already deleted is inserted again, because a concurrent request may be recreating it.
    const string Lock =
        """
        insert into carts (holder, id, guest, touched_at) values (@Holder, @Id, @Guest, @now), (@guestId, @guestId, true, @now)
        on conflict (holder) do update set touched_at = excluded.touched_at;

        select holder, sku, name, quantity, seen_price, seen_currency, added_at
        from cart_lines where holder in (@Holder, @guestId)
        order by added_at, sku
        """;

    const string Move =
        """
        delete from carts where holder = @guestId and guest;

        insert into cart_lines (holder, sku, name, quantity, seen_price, seen_currency, added_at)
        select @Holder, sku, name, quantity, seen_price, seen_currency, added_at
        from unnest(@skus, @names, @quantities, @prices, @currencies, @times) as l (sku, name, quantity, seen_price, seen_currency, added_at)
        on conflict (holder, sku) do update set quantity = excluded.quantity
        """
        + CartStore.Read;

    sealed record Row(Guid Holder, string Sku, string Name, int Quantity, decimal SeenPrice, string SeenCurrency, DateTimeOffset AddedAt);

    /// <summary>Merges the carts and returns the user's.</summary>
    public async Task<Cart> RunAsync(Guid guestId, Cart cart, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var work = await database.BeginAsync(cancellationToken);
        var rows = await work.QueryAsync<Row>(Lock, new { cart.Holder, cart.Id, cart.Guest, now, guestId }, cancellationToken);
        cart = cart with { TouchedAt = now, Lines = LinesOf(rows, cart.Holder) };

        var changes = cart.ChangesByMerging(LinesOf(rows, guestId));
        var merged = CartRow.ToCart(await work.QueryAsync<CartRow>(
            Move,
            new
            {
                cart.Holder,
                guestId,
                skus = changes.Select(l => l.Sku).ToArray(),
                names = changes.Select(l => l.Name).ToArray(),
                quantities = changes.Select(l => l.Quantity).ToArray(),
                prices = changes.Select(l => l.SeenPrice).ToArray(),
                currencies = changes.Select(l => l.SeenCurrency).ToArray(),
                times = changes.Select(l => l.AddedAt.UtcDateTime).ToArray(),
            },
            cancellationToken));
        await work.CommitAsync(cancellationToken);
        return merged;
    }

    static IReadOnlyList<CartLine> LinesOf(IReadOnlyList<Row> rows, Guid holder) =>
        [.. from row in rows where row.Holder == holder select new CartLine(row.Sku, row.Name, row.Quantity, row.SeenPrice, row.SeenCurrency, row.AddedAt)];
}
