using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Rejects the order when inventory cannot supply it.</summary>
internal sealed class WhenStockRejected(TimeProvider time) : IEventHandler<InventoryRejected>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<InventoryRejected>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        OrderStore.DecideAsync(
            work, events.Select(e => (e.Event.OrderId, e.Event)), (order, rejected) => order.InventoryRejected(rejected.Shortages, time.GetUtcNow()), cancellationToken);
}
