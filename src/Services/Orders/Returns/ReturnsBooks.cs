using Dapper;
using Npgsql;

namespace Cartwright.Orders;

/// <summary>The records of returns, for the audit.</summary>
public static class ReturnsBooks
{
    /// <summary>Reads all returns.</summary>
    /// <param name="connection">A connection to the database of the orders service.</param>
    public static async Task<IReadOnlyList<ReturnFact>> ListReturnsAsync(NpgsqlConnection connection) => (await connection.QueryAsync<ReturnFact>(
        "select id as return_id, number, status, coalesce(refund, 0) as refund from returns")).AsList();

    /// <summary>Reads the units that went back into stock, by order and SKU.</summary>
    /// <param name="connection">A connection to the database of the orders service.</param>
    public static async Task<IReadOnlyList<RestockedFact>> ListRestockedAsync(NpgsqlConnection connection) => (await connection.QueryAsync<RestockedFact>(
        """
        select r.order_id, coalesce(p.sku, l.sku) as sku, sum(rl.restocked * coalesce(p.quantity, 1))::int as quantity
        from returns r
            join return_lines rl on rl.return_id = r.id and rl.restocked > 0
            join order_lines l on l.order_id = r.order_id and l.line = rl.line
            left join lateral jsonb_to_recordset(l.parts) as p (sku text, quantity int) on true
        group by 1, 2
        """)).AsList();

    /// <summary>Finds the orders that take back more units of a line than they have.</summary>
    /// <param name="connection">A connection to the database of the orders service.</param>
    public static async Task<IReadOnlyList<string>> FindOverReturnedAsync(NpgsqlConnection connection) => (await connection.QueryAsync<string>(
        """
        select distinct o.number
        from returns r
            join return_lines rl on rl.return_id = r.id
            join orders o on o.id = r.order_id
            join order_lines l on l.order_id = r.order_id and l.line = rl.line
        where r.status not in ('rejected', 'cancelled')
        group by o.number, l.line, l.quantity
        having sum(rl.quantity) > l.quantity
        """)).AsList();
}
