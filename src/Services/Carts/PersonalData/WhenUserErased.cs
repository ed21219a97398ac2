using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Carts;

/// <summary>
/// Deletes the cart of an erased user. A request that the user's last access token still permits may begin a new one: <see cref="PurgeAbandonedCarts"/> deletes it.
/// </summary>
internal sealed class WhenUserErased(TimeProvider time) : IEventHandler<UserErased>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<UserErased>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var users = events.Select(e => e.Event.UserId).ToArray();
        await ErasedUsers.AddAsync(work, users, time.GetUtcNow(), cancellationToken);
        await work.ExecuteAsync(
            "delete from carts where holder in (select holder from carts where holder = any(@users) and not guest order by holder for update)",
            new { users },
            cancellationToken);
        return [];
    }
}
