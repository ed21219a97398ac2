using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Recommendations;

/// <summary>What a cancelled order bought counts no longer, whether its confirmation arrives before or after. A repetition changes nothing.</summary>
internal sealed class WhenOrderCancelled(TimeProvider time) : IEventHandler<OrderCancelled>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderCancelled>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - SignalStore.CancellationLife;
        await SignalStore.CancelAsync(
            work, [.. events.Where(e => e.Envelope.Time >= oldest).DistinctBy(e => e.Event.OrderId).Select(e => (e.Event.OrderId, e.Envelope.Time))], cancellationToken);
        return [];
    }
}
