using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>Tells a user by mail that the password was changed, in case that it was somebody else.</summary>
internal sealed class WhenUserPasswordChanged(WriteNotifications notifications) : IEventHandler<UserPasswordChanged>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<UserPasswordChanged>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await notifications.WriteAsync([.. events.Select(e => ToNotice(e.Event, e.Envelope))], work, cancellationToken);
        return [];
    }

    static Notice ToNotice(UserPasswordChanged changed, Envelope cause) => new(
        cause, NotificationKinds.PasswordChanged, changed.UserId, null,
        new Dictionary<string, string> { ["changedAt"] = NoticeValues.Time(cause.Time) });
}
