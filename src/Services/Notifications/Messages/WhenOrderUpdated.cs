using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>Handles the superseded event of earlier versions as <c>order.shipped</c> and <c>order.delivered</c>.</summary>
internal sealed class WhenOrderUpdated(WriteNotifications notifications) : IEventHandler<OrderUpdated>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<OrderUpdated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await notifications.WriteAsync(
            [.. from e in events let kind = KindOf(e.Event.Status) where kind is not null select ToNotice(e.Event, e.Envelope, kind)], work, cancellationToken);
        return [];
    }

    static string? KindOf(string status) => status switch
    {
        OrderStatus.Shipped => NotificationKinds.OrderShipped,
        OrderStatus.Delivered => NotificationKinds.OrderDelivered,
        _ => null,
    };

    static Notice ToNotice(OrderUpdated order, Envelope cause, string kind) =>
        new(cause, kind, order.UserId, order.OrderId, new Dictionary<string, string> { ["number"] = order.Number });
}
