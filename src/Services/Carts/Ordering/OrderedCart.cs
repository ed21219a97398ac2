using Cartwright.Platform.Data;

namespace Cartwright.Carts;

/// <summary>The cart of a user that became an order.</summary>
/// <param name="UserId">The customer.</param>
/// <param name="CartId">The cart; an order may name any id.</param>
/// <param name="Lines">What was ordered.</param>
internal sealed record OrderedCart(Guid UserId, Guid CartId, IReadOnlyList<OrderedCartLine> Lines)
{
    // The carts are locked before their lines are looked at, as in every change of a cart: what was added meanwhile stays.
    const string Sql =
        """
        select from carts where holder = any(@users) order by holder for update;

        with ordered as (
            update carts c set id = gen_random_uuid()
            from unnest(@users, @carts) as o (user_id, cart_id)
            where c.holder = o.user_id and c.id = o.cart_id and not c.guest
            returning c.holder, o.cart_id
        ), taken as (
            select ordered.holder, l.sku, l.quantity
            from ordered join unnest(@lineCarts, @skus, @quantities) as l (cart_id, sku, quantity) on l.cart_id = ordered.cart_id
        ), reduced as (
            update cart_lines l set quantity = l.quantity - taken.quantity
            from taken
            where l.holder = taken.holder and l.sku = taken.sku and l.quantity > taken.quantity
        )
        delete from cart_lines l
        using taken
        where l.holder = taken.holder and l.sku = taken.sku and l.quantity <= taken.quantity
        """;

    /// <summary>
    /// Takes the ordered units out of the carts. What is left of a cart continues under a new id, because a cart becomes one order only; so a repetition, or the
    /// cart of another user, changes nothing.
    /// </summary>
    public static Task TakeAsync(UnitOfWork work, IReadOnlyList<OrderedCart> orders, CancellationToken cancellationToken)
    {
        var lines = orders.SelectMany(o => o.Lines, (order, line) => (order.CartId, Line: line)).ToList();
        return work.ExecuteAsync(
            Sql,
            new
            {
                users = orders.Select(o => o.UserId).ToArray(),
                carts = orders.Select(o => o.CartId).ToArray(),
                lineCarts = lines.Select(l => l.CartId).ToArray(),
                skus = lines.Select(l => l.Line.Sku).ToArray(),
                quantities = lines.Select(l => l.Line.Quantity).ToArray(),
            },
            cancellationToken);
    }
}
