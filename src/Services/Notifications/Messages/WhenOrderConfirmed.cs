using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>Notifies the customer that the order is paid and will be sent.</summary>
internal sealed class WhenOrderConfirmed(WriteNotifications notifications) : IEventHandler<OrderConfirmed>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<OrderConfirmed>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await notifications.WriteAsync([.. events.Select(e => ToNotice(e.Event, e.Envelope))], work, cancellationToken);
        return [];
    }

    static Notice ToNotice(OrderConfirmed order, Envelope cause) => new(
        cause,
        NotificationKinds.OrderConfirmed,
        order.UserId,
        order.OrderId,
        new Dictionary<string, string>
        {
            ["number"] = order.Number,
            ["total"] = NoticeValues.Amount(order.Total, order.Currency),
            ["method"] = order.ShippingMethod?.Name ?? "",
        });
}
