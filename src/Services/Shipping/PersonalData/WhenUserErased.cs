using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Shipping;

/// <summary>
/// Erases the addresses of a user's shipments, except those that are just leaving. Accounts erases nobody whose order is still to be sent; an order that was placed
/// at the same moment comes later, and its shipment loses the address when it has left.
/// </summary>
internal sealed class WhenUserErased(TimeProvider time) : IEventHandler<UserErased>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<UserErased>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        Guid[] users = [.. events.Select(e => e.Event.UserId)];
        await ErasedUsers.AddAsync(work, users, time.GetUtcNow(), cancellationToken);
        await work.ExecuteAsync(
            """
            update shipments set address = null
            where id in (select id from shipments where user_id = any(@users) and address is not null and status <> 'dispatching' order by id for update)
            """,
            new { users },
            cancellationToken);
        return [];
    }
}
