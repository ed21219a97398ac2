using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Catalog;

/// <summary>What a cancelled order bought counts no longer.</summary>
internal sealed class WhenOrderCancelled(TimeProvider time) : IEventHandler<OrderCancelled>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderCancelled>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - CountedOrders.Life;
        await CountedOrders.CancelAsync(
            work, [.. events.Where(e => e.Envelope.Time >= oldest).DistinctBy(e => e.Event.OrderId).Select(e => (e.Event.OrderId, e.Envelope.Time))], cancellationToken);
        return [];
    }
}
