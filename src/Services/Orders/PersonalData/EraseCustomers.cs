using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;

namespace Cartwright.Orders;

/// <summary>
/// Removes the personal data of erased customers from their orders. An order that is under way keeps it until it ends: it was placed while the account was
/// being erased, and goes to an address.
/// </summary>
internal sealed class EraseCustomers(Database database, TimeProvider time) : IPeriodicWork
{
    const int OrdersMax = 500;

    // Longer than a request that was let in before the erasure can take to write its order.
    static readonly TimeSpan LateMax = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var after = Guid.Empty;
        while (await EraseNextAsync(after, cancellationToken) is { } customer)
        {
            after = customer;
        }
    }

    /// <summary>Goes on with the next customer, a batch of orders per transaction.</summary>
    /// <returns>The customer; null after the last one.</returns>
    async Task<Guid?> EraseNextAsync(Guid after, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        // Another instance may be at the others.
        var customer = await work.QuerySingleOrDefaultAsync<Guid?>(
            "select user_id from customers_to_erase where user_id > @after order by user_id limit 1 for update skip locked", new { after }, cancellationToken);
        if (customer is not { } user)
        {
            return null;
        }

        var orders = await work.QueryAsync<Guid>(
            $"""
            select id from orders
            where user_id = @user and {OrderPersonalData.IsLeft} and not ({OrderPersonalData.IsOpen})
            order by id limit @OrdersMax for update
            """,
            new { user, OrdersMax },
            cancellationToken);
        if (orders.Count > 0)
        {
            await OrderPersonalData.EraseAsync(work, [.. orders], cancellationToken);
        }

        // A key is a text of the client.
        await work.ExecuteAsync("delete from order_requests where user_id = @user", new { user }, cancellationToken);
        await work.ExecuteAsync(
            $"""
            delete from customers_to_erase
            where user_id = @user and since < @before and not exists (select from orders where user_id = @user and {OrderPersonalData.IsLeft})
            """,
            new { user, before = time.GetUtcNow() - LateMax },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
        // The same one again while there may be more.
        return orders.Count == OrdersMax ? after : user;
    }
}
