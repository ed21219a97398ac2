using Dapper;
using Npgsql;

namespace Cartwright.Orders;

/// <summary>What orders knows of an order, for comparison with what others know.</summary>
internal sealed record OrderFact
{
    public required Guid OrderId { get; init; }
    public required string Status { get; init; }
    public required decimal Total { get; init; }
    public required bool HasLiveTimer { get; init; }
    public required string[] Skus { get; init; }
    public required int[] Quantities { get; init; }
}

/// <summary>Reads what the audit compares.</summary>
internal static class OrdersAudit
{
    // A timer is late when nobody has acted on it for so long.
    const string Grace = "1 minute";

    /// <summary>All orders.</summary>
    public static async Task<IReadOnlyList<OrderFact>> ReadAsync(NpgsqlConnection connection) => (await connection.QueryAsync<OrderFact>(
        $"""
        select o.id as order_id, o.status, o.total, exists (select from order_timers t where t.order_id = o.id and t.due_at > now() - interval '{Grace}') as has_live_timer,
               array_agg(l.sku order by l.sku) as skus, array_agg(l.quantity order by l.sku) as quantities
        from orders o join order_lines l on l.order_id = o.id
        group by o.id
        """)).AsList();

    /// <summary>Orders whose next step others are just working on; a failed payment waits for the customer, not for us.</summary>
    public static Task<long> InFlightAsync(NpgsqlConnection connection) => connection.ExecuteScalarAsync<long>(
        "select count(*) from orders where status = 'pending' or (status = 'awaiting_payment' and payment_status = 'requested')");
}
