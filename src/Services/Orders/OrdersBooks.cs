using Dapper;
using Npgsql;

namespace Cartwright.Orders;

/// <summary>The records of the orders service, for the audit.</summary>
public static class OrdersBooks
{
    // A timer that fired this long ago without effect is overdue.
    const string Grace = "1 minute";

    /// <summary>Reads all orders.</summary>
    /// <param name="connection">A connection to the database of the orders service.</param>
    public static async Task<IReadOnlyList<OrderFact>> ListOrdersAsync(NpgsqlConnection connection) => (await connection.QueryAsync<OrderFact>(
        $"""
        select o.id as order_id, o.status, o.total, exists (select from order_timers t where t.order_id = o.id and t.due_at > now() - interval '{Grace}') as has_live_timer,
               array_agg(l.sku order by l.sku) as skus, array_agg(l.quantity order by l.sku) as quantities
        from orders o join order_lines l on l.order_id = o.id
        group by o.id
        """)).AsList();

    /// <summary>Counts the orders that wait for another service. One whose payment failed waits for its customer and does not count.</summary>
    /// <param name="connection">A connection to the database of the orders service.</param>
    public static Task<long> CountInFlightAsync(NpgsqlConnection connection) => connection.ExecuteScalarAsync<long>(
        "select count(*) from orders where status = 'pending' or (status = 'awaiting_payment' and payment_status = 'requested')");
}
