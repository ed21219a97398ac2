using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>Notifies the customer that the payment failed and until when it can be repeated.</summary>
internal sealed class WhenOrderPaymentFailed(WriteNotifications notifications) : IEventHandler<OrderPaymentFailed>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<OrderPaymentFailed>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await notifications.WriteAsync([.. events.Select(e => ToNotice(e.Event, e.Envelope))], work, cancellationToken);
        return [];
    }

    static Notice ToNotice(OrderPaymentFailed order, Envelope cause) => new(
        cause,
        NotificationKinds.PaymentFailed,
        order.UserId,
        order.OrderId,
        new Dictionary<string, string> { ["number"] = order.Number, ["reason"] = order.Reason, ["payBefore"] = NoticeValues.Time(order.PayBefore) });
}
