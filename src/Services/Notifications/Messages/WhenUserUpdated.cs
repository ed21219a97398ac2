using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>Saves the changed contact of a user.</summary>
internal sealed class WhenUserUpdated : IEventHandler<UserUpdated>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<UserUpdated>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        await Contacts.UpsertAsync(
            events.Select(e => new Contact(e.Event.UserId, e.Event.Email, e.Event.FirstName ?? e.Event.Username, e.Envelope.Time)), work, cancellationToken);
        return [];
    }
}
