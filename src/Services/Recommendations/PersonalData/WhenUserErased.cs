using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Recommendations;

/// <summary>Removes the link between an erased user and orders and views, which stay without a user, and the user's preference.</summary>
internal sealed class WhenUserErased(TimeProvider time) : IEventHandler<UserErased>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<UserErased>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var users = events.Select(e => e.Event.UserId).ToArray();
        await ErasedUsers.AddAsync(work, users, time.GetUtcNow(), cancellationToken);
        await SignalStore.UnlinkAsync(work, users, cancellationToken);
        await work.ExecuteAsync("delete from preferences where user_id = any(@users)", new { users }, cancellationToken);
        return [];
    }
}
