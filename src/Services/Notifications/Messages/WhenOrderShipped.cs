using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>Notifies the customer that the order is on its way.</summary>
internal sealed class WhenOrderShipped(WriteNotifications notifications) : IEventHandler<OrderShipped>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<OrderShipped>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await notifications.WriteAsync([.. events.Select(e => ToNotice(e.Event, e.Envelope))], work, cancellationToken);
        return [];
    }

    static Notice ToNotice(OrderShipped order, Envelope cause) =>
        new(cause, NotificationKinds.OrderShipped, order.UserId, order.OrderId, new Dictionary<string, string> { ["number"] = order.Number });
}
