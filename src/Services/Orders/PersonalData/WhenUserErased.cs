using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Cartwright.Platform.Messaging;

namespace Cartwright.Orders;

/// <summary>Refuses further orders of an erased user, and has <see cref="EraseCustomers"/> remove the personal data of those there are.</summary>
internal sealed class WhenUserErased(TimeProvider time) : IEventHandler<UserErased>
{
    public async Task<IReadOnlyList<IEvent>> HandleAsync(IReadOnlyList<EventContext<UserErased>> events, UnitOfWork work, CancellationToken cancellationToken)
    {
        var users = events.Select(e => e.Event.UserId).ToArray();
        var now = time.GetUtcNow();
        await ErasedUsers.AddAsync(work, users, now, cancellationToken);
        await work.ExecuteAsync(
            "insert into customers_to_erase (user_id, since) select id, @now from unnest(@users) as u (id) order by id on conflict do nothing",
            new { users, now },
            cancellationToken);
        return [];
    }
}
