using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Requests the payment when inventory has reserved the units.</summary>
internal sealed class WhenStockReserved(TimeProvider time) : IEventHandler<InventoryReserved>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<InventoryReserved>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        OrderStore.DecideAsync(
            work, events.Select(e => (e.Event.OrderId, e.Event)), (order, reserved) => order.InventoryReserved(reserved.Units, time.GetUtcNow()), cancellationToken);
}
