using Cartwright.Platform.Messaging;
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
               o.reserved_units is not null as is_allocated, o.shipping_method,
               array_agg(u.sku order by u.sku) as skus, array_agg(u.quantity order by u.sku) as quantities
        from orders o
            join (
                select l.order_id, coalesce(p.sku, l.sku) as sku, sum(l.quantity * coalesce(p.quantity, 1))::int as quantity
                from order_lines l left join lateral jsonb_to_recordset(l.parts) as p (sku text, quantity int) on true
                group by 1, 2
            ) u on u.order_id = o.id
        group by o.id
        """)).AsList();

    /// <summary>
    /// Counts the orders that wait for another service, or for their personal data to be erased. One whose payment failed waits for its customer and does not count.
    /// </summary>
    /// <param name="connection">A connection to the database of the orders service.</param>
    public static Task<long> CountInFlightAsync(NpgsqlConnection connection) => connection.ExecuteScalarAsync<long>(
        $"""
        select (select count(*) from orders where status = 'pending' or (status = 'awaiting_payment' and payment_status = 'requested'))
             + (select count(*) from orders join customers_to_erase using (user_id)
                where {OrderPersonalData.IsLeft} and not ({OrderPersonalData.IsOpen}))
        """);

    /// <summary>Reads the version of the table of rates by which this service prices shipping.</summary>
    /// <param name="connection">A connection to the database of the orders service.</param>
    public static Task<int> ReadRatesVersionAsync(NpgsqlConnection connection) => connection.ExecuteScalarAsync<int>("select version from shipping_rates");

    /// <summary>Finds what tells who erased users were. An order that has not ended keeps its address.</summary>
    /// <param name="connection">A connection to the database of the orders service.</param>
    /// <param name="users">The erased users.</param>
    public static async Task<IReadOnlyList<PersonalTrace>> FindPersonalDataAsync(NpgsqlConnection connection, Guid[] users)
    {
        var orders = (await connection.QueryAsync<(Guid Id, Guid UserId, bool IsLeft)>(
            $"select id, user_id, {OrderPersonalData.IsLeft} from orders where user_id = any(@users) and not ({OrderPersonalData.IsOpen})",
            new { users })).AsList();
        var logged = (await PersonalData.ListInLogAsync(connection, [.. orders.Select(o => o.Id)])).ToHashSet();
        return
        [
            .. orders.Where(o => o.IsLeft).Select(o => new PersonalTrace(o.UserId, "orders")),
            .. orders.Where(o => logged.Contains(o.Id)).Select(o => new PersonalTrace(o.UserId, "events")),
            .. await PersonalData.ListInFailedAsync(connection, users),
        ];
    }
}
