using Cartwright.Platform.Data;

namespace Cartwright.Catalog;

/// <summary>What one order bought of one product.</summary>
/// <param name="OrderId">The order.</param>
/// <param name="At">When it was confirmed.</param>
/// <param name="ProductId">The product.</param>
/// <param name="Units">Units of all its variants.</param>
internal sealed record OrderedUnits(Guid OrderId, DateTimeOffset At, Guid ProductId, int Units);

/// <summary>
/// Stores which orders count. Each order has one row, and its events may come late, twice or in any order; so a replay counts nothing twice. The handlers only add rows of
/// orders: <see cref="CountOrders"/> adds them up, so that many orders of one product do not wait for each other.
/// </summary>
internal static class CountedOrders
{
    /// <summary>How long an order is remembered. It can be cancelled until it is shipped; an event that arrives later than this counts nothing.</summary>
    public static readonly TimeSpan Life = TimeSpan.FromDays(60);

    /// <summary>Adds orders that count, unless they were cancelled already.</summary>
    public static Task ConfirmAsync(UnitOfWork work, IReadOnlyCollection<OrderedUnits> lines, CancellationToken cancellationToken) =>
        lines.Count == 0 ? Task.CompletedTask : work.ExecuteAsync(
            """
            insert into counted_orders as o (order_id, at, products, units, counts)
            select order_id, at, array_agg(product_id order by product_id), array_agg(units order by product_id), true
            from unnest(@orders, @times, @products, @units) as l (order_id, at, product_id, units)
            group by order_id, at
            order by order_id
            on conflict (order_id) do update set at = excluded.at, products = excluded.products, units = excluded.units
            where o.products = '{}'
            """,
            new
            {
                orders = lines.Select(l => l.OrderId).ToArray(),
                times = lines.Select(l => l.At.UtcDateTime).ToArray(),
                products = lines.Select(l => l.ProductId).ToArray(),
                units = lines.Select(l => l.Units).ToArray(),
            },
            cancellationToken);

    /// <summary>Orders that count no longer. One that is not known yet is remembered, because its confirmation may be told late.</summary>
    public static Task CancelAsync(UnitOfWork work, IReadOnlyCollection<(Guid OrderId, DateTimeOffset At)> orders, CancellationToken cancellationToken) =>
        orders.Count == 0 ? Task.CompletedTask : work.ExecuteAsync(
            """
            insert into counted_orders as o (order_id, at, products, units, counts)
            select order_id, at, '{}', '{}', false from unnest(@orders, @times) as c (order_id, at)
            order by order_id
            on conflict (order_id) do update set counts = false
            where o.counts
            """,
            new { orders = orders.Select(o => o.OrderId).ToArray(), times = orders.Select(o => o.At.UtcDateTime).ToArray() },
            cancellationToken);
}
