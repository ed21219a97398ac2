using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>
/// Notifies the customer that a shipment is on its way, and that the order is when a person marked it as shipped. The shipments that leave with such a mark have no
/// tracking number, and nothing more is said about them.
/// </summary>
internal sealed class WhenOrderShipped(WriteNotifications notifications) : IEventHandler<OrderShipped>, IEventHandler<ShipmentDispatched>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<OrderShipped>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await notifications.WriteAsync(
            [.. events.Where(e => e.Event.ShipmentId is null).Select(e => ToNotice(e.Envelope, e.Event.UserId, e.Event.OrderId, e.Event.Number))],
            work, cancellationToken);
        return [];
    }

    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ShipmentDispatched>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await notifications.WriteAsync(
            [.. events.Where(e => !e.Event.IsMarked).Select(e => ToNotice(e.Envelope, e.Event.UserId, e.Event.OrderId, e.Event.OrderNumber, e.Event))],
            work, cancellationToken);
        return [];
    }

    static Notice ToNotice(Envelope cause, Guid userId, Guid orderId, string number, ShipmentDispatched? shipment = null) => new(
        cause,
        NotificationKinds.OrderShipped,
        userId,
        orderId,
        new Dictionary<string, string>
        {
            ["number"] = number,
            ["partial"] = shipment is { Remaining: > 0 } ? "yes" : "",
            ["carrier"] = shipment?.Carrier ?? "",
            ["trackingNumber"] = shipment?.TrackingNumber ?? "",
            ["trackingUrl"] = shipment?.TrackingUrl ?? "",
        });
}
