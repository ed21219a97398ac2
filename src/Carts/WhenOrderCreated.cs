using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Carts;

/// <summary>What was ordered from a cart leaves it, provided that it is the cart of whoever ordered: an order may name any id.</summary>
internal sealed class WhenOrderCreated : IReaction<OrderCreated>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<Received<OrderCreated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var ordered = events
            .Select(e => e.Event)
            .Where(order => order.CartId == order.UserId)
            .SelectMany(order => order.Lines, (order, line) => (order.UserId, line.Sku))
            .ToList();
        if (ordered.Count > 0)
        {
            await work.ExecuteAsync(
                "delete from cart_lines l using unnest(@carts, @skus) as o (cart_id, sku) where l.cart_id = o.cart_id and l.sku = o.sku",
                new { carts = ordered.Select(o => o.UserId).ToArray(), skus = ordered.Select(o => o.Sku).ToArray() },
                cancellationToken);
        }

        return [];
    }
}
