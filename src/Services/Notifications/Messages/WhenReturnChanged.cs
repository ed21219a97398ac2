using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>Notifies the customer of each step of a return. The confirmation of a withdrawal says what to do next, so its approval is not told as well.</summary>
internal sealed class WhenReturnChanged(WriteNotifications notifications)
    : IEventHandler<ReturnRequested>, IEventHandler<ReturnApproved>, IEventHandler<ReturnRejected>, IEventHandler<ReturnCancelled>, IEventHandler<ReturnReceived>,
      IEventHandler<ReturnCompleted>
{
    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ReturnRequested>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        WriteAsync(
            events.Select(e => ToNotice(
                e.Envelope, e.Event.Kind == ReturnKind.Withdrawal ? NotificationKinds.WithdrawalConfirmed : NotificationKinds.ReturnRequested, e.Event.UserId,
                e.Event.OrderId, e.Event.OrderNumber, e.Event.Number, ("items", string.Join(", ", e.Event.Lines.Select(l => $"{l.Quantity} × {l.Name}"))))),
            work, cancellationToken);

    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ReturnApproved>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        WriteAsync(
            events.SelectMany(e => e.Event.ArriveBefore is not { } time ? Array.Empty<Notice>() :
            [
                ToNotice(
                    e.Envelope, NotificationKinds.ReturnApproved, e.Event.UserId, e.Event.OrderId, e.Event.OrderNumber, e.Event.Number,
                    ("arriveBefore", NoticeValues.Time(time))),
            ]),
            work, cancellationToken);

    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ReturnRejected>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        WriteAsync(
            events.Select(e => ToNotice(
                e.Envelope, NotificationKinds.ReturnRejected, e.Event.UserId, e.Event.OrderId, e.Event.OrderNumber, e.Event.Number, ("reason", e.Event.Reason))),
            work, cancellationToken);

    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ReturnCancelled>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        WriteAsync(
            events.Select(e => ToNotice(
                e.Envelope, NotificationKinds.ReturnCancelled, e.Event.UserId, e.Event.OrderId, e.Event.OrderNumber, e.Event.Number, ("reason", e.Event.Reason))),
            work, cancellationToken);

    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ReturnReceived>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        WriteAsync(
            events.Select(e => ToNotice(
                e.Envelope, NotificationKinds.ReturnReceived, e.Event.UserId, e.Event.OrderId, e.Event.OrderNumber, e.Event.Number)),
            work, cancellationToken);

    public Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<ReturnCompleted>> events, UnitOfWork work, CancellationToken cancellationToken) =>
        WriteAsync(
            events.Select(e => ToNotice(
                e.Envelope, NotificationKinds.ReturnCompleted, e.Event.UserId, e.Event.OrderId, e.Event.OrderNumber, e.Event.Number,
                ("refund", NoticeValues.Amount(e.Event.Refund, e.Event.Currency)))),
            work, cancellationToken);

    async Task<IReadOnlyList<IEvent>> WriteAsync(IEnumerable<Notice> notices, UnitOfWork work, CancellationToken cancellationToken)
    {
        await notifications.WriteAsync([.. notices], work, cancellationToken);
        return [];
    }

    static Notice ToNotice(
        Envelope cause, string kind, Guid userId, Guid orderId, string orderNumber, string number, params ReadOnlySpan<(string Name, string Value)> more)
    {
        var values = new Dictionary<string, string> { ["number"] = orderNumber, ["return"] = number };
        foreach (var (name, value) in more)
        {
            values[name] = value;
        }

        return new(cause, kind, userId, orderId, values);
    }
}
