using Cartwright.Platform.Data;

namespace Cartwright.Inventory;

/// <summary>
/// The orders that were cancelled before inventory reserved anything for them. The event about an order can arrive after its cancellation: it failed, and an
/// administrator retries it.
/// </summary>
internal static class CancelledOrders
{
    // Two transactions may handle both events at once, and neither sees what the other one has not committed.
    // So reservations share this lock, and the rare cancellation without a reservation waits for all of them. It is taken before any row of stock is locked.
    const string Lock = "hashtext('reservations and cancellations')";

    /// <summary>Finds those of orders that were cancelled. Until the transaction ends, no other one can be added.</summary>
    /// <param name="work">The transaction that is going to reserve units.</param>
    /// <param name="orderIds">The orders.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static async Task<HashSet<Guid>> FindAsync(UnitOfWork work, Guid[] orderIds, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync($"select pg_advisory_xact_lock_shared({Lock})", null, cancellationToken);
        return [.. await work.QueryAsync<Guid>("select order_id from cancelled_orders where order_id = any(@orderIds)", new { orderIds }, cancellationToken)];
    }

    /// <summary>Adds those of cancelled orders that nothing was reserved for so far.</summary>
    public static async Task AddAsync(UnitOfWork work, Guid[] orderIds, CancellationToken cancellationToken)
    {
        var unreserved = await work.QueryAsync<Guid>(
            "select id from unnest(@orderIds) as o (id) where not exists (select from reservations r where r.order_id = o.id)", new { orderIds }, cancellationToken);
        if (unreserved.Count > 0)
        {
            await work.ExecuteAsync($"select pg_advisory_xact_lock({Lock})", null, cancellationToken);
            await work.ExecuteAsync(
                "insert into cancelled_orders (order_id) select unnest(@ids) on conflict do nothing", new { ids = unreserved.ToArray() }, cancellationToken);
        }
    }
}
