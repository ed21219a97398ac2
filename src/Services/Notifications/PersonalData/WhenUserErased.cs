using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Notifications;

/// <summary>
/// Deletes what an erased user was told, and says good-bye by mail. The address stays until that mail is sent: <see cref="EraseContacts"/> deletes both.
/// </summary>
internal sealed class WhenUserErased(WriteNotifications notifications, TimeProvider time) : IEventHandler<UserErased>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<UserErased>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var users = events.Select(e => e.Event.UserId).Distinct().ToArray();
        var now = time.GetUtcNow();
        // A mail without a contact would wait for it.
        var reachable = await work.QueryAsync<Guid>(
            "update contacts set erased_at = @now where user_id = any(@users) and erased_at is null returning user_id", new { users, now }, cancellationToken);
        // A replay must not delete the last mail before it is sent.
        await work.ExecuteAsync(
            "delete from notifications where user_id = any(@users) and kind <> @AccountErased", new { users, NotificationKinds.AccountErased }, cancellationToken);
        await notifications.WriteAsync(
            [.. events.DistinctBy(e => e.Event.UserId).Where(e => reachable.Contains(e.Event.UserId)).Select(e => ToNotice(e.Event, e.Envelope))],
            work,
            cancellationToken);
        // After the last mail: nothing is written for these users any more.
        await ErasedUsers.AddAsync(work, users, now, cancellationToken);
        await work.ExecuteAsync("delete from muted where user_id = any(@users); delete from user_languages where user_id = any(@users)", new { users }, cancellationToken);
        return [];
    }

    static Notice ToNotice(UserErased user, Envelope cause) =>
        new(cause, NotificationKinds.AccountErased, user.UserId, null, new Dictionary<string, string>());
}
