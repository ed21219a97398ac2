using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Shipping;

/// <summary>Cancels the shipments of a cancelled order.</summary>
internal sealed class WhenOrderCancelled(Carriers carriers, TimeProvider time) : IEventHandler<OrderCancelled>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderCancelled>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await ShipmentStore.EndAsync(work, [.. events.Select(e => e.Event.OrderId)], cancellationToken);
        return await ShipmentStore.DecideAsync(
            work, events.Select(e => (e.Event.OrderId, e.Event)), carriers, (shipments, _) => shipments.Cancel(time.GetUtcNow()), cancellationToken);
    }
}
