using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Carts;

/// <summary>
/// Removes the ordered lines from the cart of the customer; an order that names the cart of another user changes nothing.
/// The remaining lines get a new cart id, because a cart becomes one order only.
/// </summary>
internal sealed class WhenOrderCreated : IEventHandler<OrderCreated>
{
    // The cart is locked before its lines, as in every change of a cart.
    const string Sql =
        """
        with ordered as (
            update carts c set id = gen_random_uuid()
            from unnest(@users, @carts) as o (user_id, cart_id)
            where c.holder = o.user_id and c.id = o.cart_id and not c.guest
            returning c.holder, o.cart_id)
        delete from cart_lines l
        using ordered, unnest(@lineCarts, @skus) as o (cart_id, sku)
        where l.holder = ordered.holder and l.sku = o.sku and o.cart_id = ordered.cart_id
        """;

    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<OrderCreated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var orders = events
            .Where(e => e.Event.CartId is not null)
            .Select(e => (e.Event.UserId, CartId: e.Event.CartId!.Value, e.Event.Lines))
            .ToList();
        if (orders.Count > 0)
        {
            var lines = orders.SelectMany(o => o.Lines, (order, line) => (order.CartId, line.Sku)).ToList();
            await work.ExecuteAsync(
                Sql,
                new
                {
                    users = orders.Select(o => o.UserId).ToArray(),
                    carts = orders.Select(o => o.CartId).ToArray(),
                    lineCarts = lines.Select(l => l.CartId).ToArray(),
                    skus = lines.Select(l => l.Sku).ToArray(),
                },
                cancellationToken);
        }

        return [];
    }
}
