using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;
using Microsoft.Extensions.Options;

namespace Cartwright.Orders;

/// <summary>
/// Removes what is kept for a time only: the idempotency keys of orders, and the personal data of orders after the time for which the law wants it kept. It goes
/// through all orders once, oldest first.
/// </summary>
internal sealed class PurgeOldOrders(Database database, IOptions<OrdersOptions> options, TimeProvider time) : IPeriodicWork
{
    const int BatchMax = 500;

    sealed record Row(Guid Id, Guid UserId);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await PurgeAsync("keys", options.Value.IdempotencyKeyRetention, DeleteKeysAsync, cancellationToken);
        await PurgeAsync("personal data", options.Value.PersonalDataRetention, EraseAsync, cancellationToken);
    }

    async Task PurgeAsync(
        string data, TimeSpan retention, Func<UnitOfWork, IReadOnlyList<Row>, CancellationToken, Task> purge, CancellationToken cancellationToken)
    {
        int count;
        do
        {
            await using var work = await database.BeginAsync(cancellationToken);
            // Another instance may be at it.
            if (await work.QuerySingleOrDefaultAsync<Guid?>(
                "select up_to from purged_orders where data = @data for update skip locked", new { data }, cancellationToken) is not { } from)
            {
                return;
            }

            var page = await work.QueryAsync<Row>(
                "select id, user_id from orders where id > @from and id < @before order by id limit @BatchMax for update",
                new { from, before = TimeOrderedId.Before(time.GetUtcNow() - retention), BatchMax },
                cancellationToken);
            count = page.Count;
            if (count > 0)
            {
                await purge(work, page, cancellationToken);
                await work.ExecuteAsync("update purged_orders set up_to = @upTo where data = @data", new { data, upTo = page[^1].Id }, cancellationToken);
                await work.CommitAsync(cancellationToken);
            }
        }
        while (count == BatchMax);
    }

    static Task DeleteKeysAsync(UnitOfWork work, IReadOnlyList<Row> orders, CancellationToken cancellationToken) => work.ExecuteAsync(
        """
        delete from order_requests r using unnest(@users, @orders) as o (user_id, order_id)
        where r.user_id = o.user_id and r.order_id = o.order_id
        """,
        new { users = orders.Select(o => o.UserId).ToArray(), orders = orders.Select(o => o.Id).ToArray() },
        cancellationToken);

    static Task EraseAsync(UnitOfWork work, IReadOnlyList<Row> orders, CancellationToken cancellationToken) =>
        OrderPersonalData.EraseAsync(work, [.. orders.Select(o => o.Id)], cancellationToken);
}
