using Cartwright.Platform.Data;

namespace Cartwright.Carts;

/// <summary>Finds the cart of a request. Statements that change carts are beside their use cases and begin with <see cref="Touch"/>.</summary>
internal sealed class CartStore(Database database, MergeCarts merge, CartIds ids, TimeProvider time)
{
    /// <summary>
    /// Stores the cart if it is new and locks it until the transaction ends, so that changes of one cart are serialized:
    /// the following statements of the batch see all earlier changes.
    /// </summary>
    public const string Touch =
        """
        insert into carts (holder, id, guest, touched_at) values (@Holder, @Id, @Guest, @now)
        on conflict (holder) do update set touched_at = excluded.touched_at;

        """;

    /// <summary>The last statement of a batch: reads the cart after the change, as <see cref="CartRow"/>.</summary>
    public const string Read =
        $"""

        ;
        {Select}
        where c.holder = @Holder
        order by l.added_at, l.sku
        """;

    /// <summary>Reads carts <c>c</c> with their lines <c>l</c>, as <see cref="CartRow"/>.</summary>
    public const string Select =
        """
        select c.holder, c.id, c.guest, c.touched_at, l.sku, l.name, l.quantity, l.seen_price, l.seen_currency, l.added_at
        from carts c
        left join cart_lines l on l.holder = c.holder
        """;

    const string Find =
        $"""
        {Select}
        where (c.holder = @User and not c.guest) or (c.holder = @Guest and c.guest)
        order by l.added_at, l.sku
        """;

    const string Create =
        """
        insert into carts (holder, id, guest, touched_at) values (@userId, @id, false, @now)
        on conflict (holder) do update set touched_at = excluded.touched_at
        returning id
        """;

    /// <summary>
    /// Returns the cart of a guest or a user. The cart that a user filled as a guest is merged into the user's cart, once.
    /// An unknown id, or the id of a user's cart, finds nothing: the guest gets a new cart, under the same id if the shop has issued it.
    /// </summary>
    public async Task<Cart> OpenAsync(Shopper shopper, CancellationToken cancellationToken)
    {
        if (shopper is { User: null, Guest: null })
        {
            return Cart.ForGuest(ids.New());
        }

        var carts = (await database.QueryAsync<CartRow>(Find, new { shopper.User, shopper.Guest }, cancellationToken))
            .GroupBy(r => r.Holder, (_, rows) => CartRow.ToCart([.. rows]))
            .ToList();
        var guest = carts.Find(c => c.Guest);
        if (shopper.User is not { } userId)
        {
            return guest ?? Cart.ForGuest(shopper.Guest is { } issued && ids.IsOurs(issued) ? issued : ids.New());
        }

        var own = carts.Find(c => !c.Guest) ?? await CreateAsync(userId, cancellationToken);
        return guest is null ? own : await merge.RunAsync(guest.Id, own, cancellationToken);
    }

    // Stored immediately, so that concurrent first requests get the same id.
    async Task<Cart> CreateAsync(Guid userId, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var id = await database.QuerySingleOrDefaultAsync<Guid>(Create, new { userId, id = Guid.NewGuid(), now }, cancellationToken);
        return new Cart(userId, id, false, now, []);
    }
}
