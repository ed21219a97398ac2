using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>Mails the page at which a user who forgot the password chooses a new one.</summary>
internal sealed class WhenPasswordResetRequested(WriteNotifications notifications) : IEventHandler<PasswordResetRequested>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(
        IReadOnlyList<EventContext<PasswordResetRequested>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await notifications.WriteAsync([.. events.Select(e => ToNotice(e.Event, e.Envelope))], work, cancellationToken);
        return [];
    }

    static Notice ToNotice(PasswordResetRequested reset, Envelope cause) => new(
        cause, NotificationKinds.PasswordReset, reset.UserId, null,
        new Dictionary<string, string> { ["expiresAt"] = NoticeValues.Time(reset.ExpiresAt) }, reset.ResetId);
}
