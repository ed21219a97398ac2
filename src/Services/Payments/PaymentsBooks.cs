using Cartwright.Platform.Messaging;
using Dapper;
using Npgsql;

namespace Cartwright.Payments;

/// <summary>The records of the payments service, for the audit.</summary>
public static class PaymentsBooks
{
    /// <summary>Reads the money of every order.</summary>
    /// <param name="connection">A connection to the database of the payments service.</param>
    public static async Task<IReadOnlyList<PaymentFact>> ListPaymentsAsync(NpgsqlConnection connection) => (await connection.QueryAsync<PaymentFact>(
        """
        select p.order_id,
               count(*) filter (where p.status = 'completed')::int as completed,
               bool_or(p.due_at is not null or exists (select from refunds r where r.payment_id = p.id and r.due_at is not null)) as in_flight,
               coalesce(sum(p.amount) filter (where p.status = 'authorized'), 0) as authorized,
               sum(p.captured) as captured, sum(p.refunded) as refunded,
               coalesce(sum(e.captured), 0) as entries_captured, coalesce(sum(e.refunded), 0) as entries_refunded,
               coalesce(sum(p.amount) filter (where p.status = 'capture_failed'), 0) as capture_failed,
               coalesce(sum(r.failed), 0) as refund_failed, coalesce(sum(r.manual), 0) as refunded_manually
        from payments p
        left join (
            select payment_id, sum(amount) filter (where kind = 'capture') as captured, -coalesce(sum(amount) filter (where kind = 'refund'), 0) as refunded
            from entries group by payment_id
        ) e on e.payment_id = p.id
        left join (
            select payment_id, sum(amount) filter (where status = 'failed') as failed,
                   sum(amount) filter (where method = 'manual' and status = 'completed') as manual
            from refunds group by payment_id
        ) r on r.payment_id = p.id
        group by p.order_id
        """)).AsList();

    /// <summary>Reads what was given back for returns.</summary>
    /// <param name="connection">A connection to the database of the payments service.</param>
    public static async Task<IReadOnlyDictionary<Guid, decimal>> ListRefundsOfReturnsAsync(NpgsqlConnection connection) =>
        (await connection.QueryAsync<(Guid ReturnId, decimal Amount)>(
            "select return_id, sum(amount) from refunds where return_id is not null and status = 'completed' group by return_id"))
        .ToDictionary(r => r.ReturnId, r => r.Amount);

    /// <summary>Counts the payments and refunds whose outcome is not known yet.</summary>
    /// <param name="connection">A connection to the database of the payments service.</param>
    public static Task<long> CountInFlightAsync(NpgsqlConnection connection) => connection.ExecuteScalarAsync<long>(
        "select (select count(*) from payments where due_at is not null) + (select count(*) from refunds where status = 'processing')");

    /// <summary>Finds what tells who erased users were: tokens of payments that have ended.</summary>
    /// <param name="connection">A connection to the database of the payments service.</param>
    /// <param name="users">The erased users.</param>
    public static async Task<IReadOnlyList<PersonalTrace>> FindPersonalDataAsync(NpgsqlConnection connection, Guid[] users) =>
    [
        .. await connection.QueryAsync<PersonalTrace>(
            """
            select distinct user_id, 'payments' as "where" from payments where user_id = any(@users) and token is not null and status <> 'processing'
            """,
            new { users }),
        .. await PersonalData.ListInFailedAsync(connection, users),
    ];
}
