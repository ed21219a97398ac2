using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Carts;

/// <summary>
/// Takes the ordered lines out of the cart of the customer. Usually orders has asked for that already, and nothing is left to do; the event makes sure of it.
/// </summary>
internal sealed class WhenOrderCreated : IEventHandler<OrderCreated>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<OrderCreated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var orders = events
            .Where(e => e.Event.CartId is not null)
            .Select(e => new OrderedCart(e.Event.UserId, e.Event.CartId!.Value, [.. e.Event.Lines.Select(l => new OrderedCartLine(l.Sku, l.Quantity))]))
            .ToList();
        if (orders.Count > 0)
        {
            await OrderedCart.TakeAsync(work, orders, cancellationToken);
        }

        return [];
    }
}
