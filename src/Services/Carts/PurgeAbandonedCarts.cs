using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Carts;

/// <summary>Removes expired carts, and carts of erased users, in batches, so that no statement holds many locks.</summary>
internal sealed class PurgeAbandonedCarts(Database database, IOptions<CartsOptions> options, TimeProvider time) : IPeriodicWork
{
    const int BatchMax = 1000;

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        int removed;
        do
        {
            removed = await database.ExecuteAsync(
                """
                delete from carts where holder in (
                    select holder from carts c
                    where (guest and touched_at < @guestBefore)
                       or (not guest and touched_at < @userBefore)
                       or (guest and touched_at < @emptyBefore and not exists (select from cart_lines where holder = c.holder))
                       or (not guest and exists (select from erased_users e where e.user_id = c.holder))
                    limit @BatchMax
                    for update skip locked)
                """,
                new
                {
                    guestBefore = now - options.Value.GuestExpiry,
                    userBefore = now - options.Value.UserExpiry,
                    emptyBefore = now - options.Value.EmptyExpiry,
                    BatchMax,
                },
                cancellationToken);
        }
        while (removed == BatchMax);
    }
}
