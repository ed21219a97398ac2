using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>Notifies the customer that the order is cancelled.</summary>
internal sealed class WhenOrderCancelled(WriteNotifications notifications) : IEventHandler<OrderCancelled>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<OrderCancelled>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await notifications.WriteAsync([.. events.Select(e => ToNotice(e.Event, e.Envelope))], work, cancellationToken);
        return [];
    }

    static Notice ToNotice(OrderCancelled order, Envelope cause) => new(
        cause,
        NotificationKinds.OrderCancelled,
        order.UserId,
        order.OrderId,
        new Dictionary<string, string> { ["number"] = order.Number, ["reason"] = order.Reason });
}
