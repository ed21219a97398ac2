using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>Saves the contact of a new user and welcomes them.</summary>
internal sealed class WhenUserCreated(WriteNotifications notifications) : IEventHandler<UserCreated>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<UserCreated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await Contacts.UpsertAsync(
            events.Select(e => new Contact(e.Event.UserId, e.Event.Email, e.Event.FirstName ?? e.Event.Username, e.Envelope.Time)), work, cancellationToken);
        await notifications.WriteAsync([.. events.Select(e => ToNotice(e.Event, e.Envelope))], work, cancellationToken);
        return [];
    }

    static Notice ToNotice(UserCreated user, Envelope cause) =>
        new(cause, NotificationKinds.Welcome, user.UserId, null, new Dictionary<string, string> { ["username"] = user.Username });
}
