using Cartwright.Platform.Data;

namespace Cartwright.Recommendations;

/// <summary>
/// The history that the model is made from: one row for each confirmed order and each view. A statement that saves a user asks in itself whether the user was
/// erased or has opted out.
/// </summary>
internal static class SignalStore
{
    /// <summary>How long cancelled orders are remembered. An order can be cancelled until it is shipped, and events that failed are retried within weeks.</summary>
    public static readonly TimeSpan CancellationLife = TimeSpan.FromDays(60);

    static readonly string AddBasketsSql =
        $"""
        insert into baskets (order_id, user_id, at, products, cancelled)
        select b.order_id, case when {Unlinked("b.user_id")} then null else b.user_id end, b.at, b.products,
               exists (select from cancelled_orders c where c.order_id = b.order_id)
        from (
            select order_id, user_id, at, array_agg(product_id order by product_id) as products
            from unnest(@orders, @users, @times, @products) as l (order_id, user_id, at, product_id)
            group by order_id, user_id, at
        ) b
        order by b.order_id
        on conflict (order_id) do nothing
        """;

    static readonly string AddViewsSql =
        $"""
        insert into views (session_id, product_id, minute, user_id, at)
        select @sessionId, v.product_id, date_trunc('minute', v.at), @userId, v.at
        from unnest(@products, @times) as v (product_id, at) join products p on p.product_id = v.product_id and not p.deleted
        where @userId::uuid is null or not {Unlinked("@userId")}
        order by v.product_id, v.at
        on conflict do nothing
        """;

    /// <summary>Adds the baskets of orders that are not known yet.</summary>
    public static Task AddAsync(UnitOfWork work, IEnumerable<(Basket Basket, Guid UserId)> baskets, CancellationToken cancellationToken)
    {
        var lines = baskets.SelectMany(b => b.Basket.Products.Select(product => (b.Basket, b.UserId, Product: product))).ToList();
        return lines.Count == 0 ? Task.CompletedTask : work.ExecuteAsync(
            AddBasketsSql,
            new
            {
                orders = lines.Select(l => l.Basket.OrderId).ToArray(),
                users = lines.Select(l => l.UserId).ToArray(),
                times = lines.Select(l => l.Basket.At.UtcDateTime).ToArray(),
                products = lines.Select(l => l.Product).ToArray(),
            },
            cancellationToken);
    }

    /// <summary>Orders count no longer. Their baskets move to the end of the table, where instances read what is new; a basket that is not there yet begins so.</summary>
    public static async Task CancelAsync(UnitOfWork work, IReadOnlyCollection<(Guid OrderId, DateTimeOffset At)> orders, CancellationToken cancellationToken)
    {
        if (orders.Count == 0)
        {
            return;
        }

        var parameters = new { orders = orders.Select(o => o.OrderId).ToArray(), times = orders.Select(o => o.At.UtcDateTime).ToArray() };
        await work.ExecuteAsync(
            """
            insert into cancelled_orders (order_id, at) select order_id, at from unnest(@orders, @times) as c (order_id, at) order by order_id
            on conflict do nothing
            """,
            parameters,
            cancellationToken);
        // The transaction has its id since the statement before: a position is never older than its transaction.
        await work.ExecuteAsync(
            """
            update baskets set cancelled = true, transaction_id = pg_current_xact_id(), position = default
            where order_id in (select order_id from baskets where order_id = any(@orders) and not cancelled order by order_id for update)
            """,
            parameters,
            cancellationToken);
    }

    /// <summary>Adds the views of a session. Products that do not exist are left out; of somebody who opted out, all are.</summary>
    /// <param name="database">The database of the service.</param>
    /// <param name="sessionId">The session.</param>
    /// <param name="userId">The user who is signed in, if any.</param>
    /// <param name="views">The products and when they were looked at.</param>
    /// <param name="cancellationToken">Cancels the operation.</param>
    public static Task AddAsync(
        Database database, Guid sessionId, Guid? userId, IReadOnlyList<(Guid ProductId, DateTimeOffset At)> views, CancellationToken cancellationToken) =>
        database.ExecuteAsync(
            AddViewsSql,
            new
            {
                sessionId,
                userId,
                products = views.Select(v => v.ProductId).ToArray(),
                times = views.Select(v => v.At.UtcDateTime).ToArray(),
            },
            cancellationToken);

    /// <summary>Removes the link between users and their signals; the signals stay, without a user.</summary>
    public static async Task UnlinkAsync(UnitOfWork work, Guid[] users, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            "update baskets set user_id = null where position in (select position from baskets where user_id = any(@users) order by position for update)",
            new { users },
            cancellationToken);
        await work.ExecuteAsync(
            "update views set user_id = null where position in (select position from views where user_id = any(@users) order by position for update)",
            new { users },
            cancellationToken);
    }

    static string Unlinked(string user) =>
        $"(exists (select from erased_users e where e.user_id = {user}) or exists (select from preferences f where f.user_id = {user} and not f.personal))";
}
