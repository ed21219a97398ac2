using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Payments;

/// <summary>Captures money that was authorized for a shipped order.</summary>
internal sealed class WhenOrderShipped : IEventHandler<OrderShipped>, IEventHandler<OrderUpdated>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderShipped>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        CaptureAsync([.. events.Select(e => e.Event.OrderId)], work, cancellationToken);

    // Logs of earlier versions hold the superseded event.
    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<OrderUpdated>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        CaptureAsync([.. events.Where(e => e.Event.Status == OrderStatus.Shipped).Select(e => e.Event.OrderId)], work, cancellationToken);

    static async Task<IReadOnlyList<IEvent>> CaptureAsync(Guid[] orders, UnitOfWork work, CancellationToken cancellationToken)
    {
        await PaymentStore.LockOfOrdersAsync(work, orders, cancellationToken);
        await work.ExecuteAsync(
            "update payments set status = 'capturing', due_at = now() where order_id = any(@orders) and status = 'authorized'", new { orders }, cancellationToken);
        return [];
    }
}
