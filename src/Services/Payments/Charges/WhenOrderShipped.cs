using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Payments;

/// <summary>An order was sent: money that was set aside for it is captured.</summary>
internal sealed class WhenOrderShipped : IEventHandler<OrderUpdated>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderUpdated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var orders = events.Where(e => e.Event.Status == "shipped").Select(e => e.Event.OrderId).ToArray();
        await work.ExecuteAsync(
            "update payments set status = 'capturing', due_at = now() where order_id = any(@orders) and status = 'authorized'", new { orders }, cancellationToken);
        return [];
    }
}
