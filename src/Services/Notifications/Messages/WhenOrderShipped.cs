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
    const string AllLeft = "We have handed your order to the carrier.";

    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<OrderShipped>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await notifications.WriteAsync(
            [.. events.Where(e => e.Event.ShipmentId is null).Select(e => ToNotice(e.Envelope, e.Event.UserId, e.Event.OrderId, e.Event.Number, AllLeft))],
            work, cancellationToken);
        return [];
    }

    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ShipmentDispatched>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await notifications.WriteAsync(
            [.. events.Where(e => !e.Event.IsMarked).Select(e => ToNotice(e.Envelope, e.Event.UserId, e.Event.OrderId, e.Event.OrderNumber, Text(e.Event)))],
            work, cancellationToken);
        return [];
    }

    static string Text(ShipmentDispatched shipment)
    {
        string[] sentences =
        [
            shipment.Remaining == 0 ? AllLeft : "We have handed a part of your order to the carrier; the rest will follow.",
            .. shipment.Carrier is { } carrier ? [$"{carrier} brings it."] : Array.Empty<string>(),
            .. shipment.TrackingNumber is { } number ? [$"Tracking number: {number}."] : Array.Empty<string>(),
            .. shipment.TrackingUrl is { } page ? [$"Follow it here: {page}"] : Array.Empty<string>(),
        ];
        return string.Join('\n', sentences);
    }

    static Notice ToNotice(Envelope cause, Guid userId, Guid orderId, string number, string text) =>
        new(cause, NotificationKinds.OrderShipped, userId, orderId, new Dictionary<string, string> { ["number"] = number, ["text"] = text });
}
