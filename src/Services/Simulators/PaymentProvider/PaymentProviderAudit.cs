using Dapper;
using Npgsql;

namespace Cartwright.Simulators;

/// <summary>The charges of an order in the provider's books.</summary>
internal sealed record ChargeFact(Guid OrderId, int Charges, decimal Captured, decimal Refunded);

/// <summary>Reads the books of the simulated provider, as one would ask a real one for a settlement report.</summary>
internal static class PaymentProviderAudit
{
    /// <summary>Captured charges by order; the key that a charge was made with names its order.</summary>
    public static async Task<IReadOnlyList<ChargeFact>> ReadAsync(NpgsqlConnection connection) => (await connection.QueryAsync<ChargeFact>(
        """
        select split_part(c.key, '-', 2)::uuid as order_id, count(*)::int as charges, sum(c.amount) as captured, coalesce(sum(r.refunded), 0) as refunded
        from charges c
        left join (select charge_id, sum(amount) as refunded from charge_refunds group by charge_id) r on r.charge_id = c.id
        where c.status = 'captured'
        group by 1
        """)).AsList();
}
