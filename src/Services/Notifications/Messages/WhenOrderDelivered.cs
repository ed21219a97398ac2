using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>Notifies the customer that the order has arrived.</summary>
internal sealed class WhenOrderDelivered(WriteNotifications notifications) : IEventHandler<OrderDelivered>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<OrderDelivered>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await notifications.WriteAsync([.. events.Select(e => ToNotice(e.Event, e.Envelope))], work, cancellationToken);
        return [];
    }

    static Notice ToNotice(OrderDelivered order, Envelope cause) =>
        new(cause, NotificationKinds.OrderDelivered, order.UserId, order.OrderId, new Dictionary<string, string> { ["number"] = order.Number });
}
