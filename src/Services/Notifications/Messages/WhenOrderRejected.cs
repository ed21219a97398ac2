using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>Notifies the customer that the order cannot be supplied.</summary>
internal sealed class WhenOrderRejected(WriteNotifications notifications) : IEventHandler<OrderRejected>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<OrderRejected>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await notifications.WriteAsync([.. events.Select(e => ToNotice(e.Event, e.Envelope))], work, cancellationToken);
        return [];
    }

    static Notice ToNotice(OrderRejected order, Envelope cause) => new(
        cause,
        NotificationKinds.OrderRejected,
        order.UserId,
        order.OrderId,
        new Dictionary<string, string> { ["number"] = order.Number, ["reason"] = order.Reason });
}
