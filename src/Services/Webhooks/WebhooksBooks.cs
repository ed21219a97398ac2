using Dapper;
using Npgsql;

namespace Cartwright.Webhooks;

/// <summary>The records of the webhooks service, for the audit.</summary>
public static class WebhooksBooks
{
    /// <summary>Finds deliveries whose state their attempts contradict.</summary>
    /// <param name="connection">A connection to the database of the webhooks service.</param>
    public static async Task<IReadOnlyList<WebhookDiscrepancy>> FindDiscrepanciesAsync(NpgsqlConnection connection) => (await connection.QueryAsync<WebhookDiscrepancy>(
        """
        select 'a delivered event has an answer of 200 to 299' as invariant, d.id::text as id, format('%s attempts', d.attempts) as detail
        from deliveries d
        where d.status = 'delivered' and not exists (
            select from attempts a where a.delivery_id = d.id and a.number > d.attempts_before and a.status_code between 200 and 299)
        union all
        select 'a delivery fails after its last attempt', d.id::text, format('%s attempts instead of %s', d.attempts - d.attempts_before, @AttemptsMax)
        from deliveries d
        where d.status = 'failed' and d.attempts - d.attempts_before < @AttemptsMax
        """,
        new { DeliverySchedule.AttemptsMax })).AsList();
}

/// <summary>A delivery that is not as it should be.</summary>
/// <param name="Invariant">What should hold.</param>
/// <param name="Id">The delivery.</param>
/// <param name="Detail">What is there instead.</param>
public sealed record WebhookDiscrepancy(string Invariant, string Id, string Detail);
