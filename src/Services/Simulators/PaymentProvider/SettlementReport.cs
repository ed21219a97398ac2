using Dapper;
using Npgsql;

namespace Cartwright.Simulators;

/// <summary>The settlement report of the simulated payment provider.</summary>
public static class SettlementReport
{
    /// <summary>Reads all captured charges.</summary>
    /// <param name="connection">A connection to the database of the simulators.</param>
    public static async Task<IReadOnlyList<SettledCharge>> ReadAsync(NpgsqlConnection connection) => (await connection.QueryAsync<SettledCharge>(
        """
        select c.key, c.amount as captured, coalesce(r.refunded, 0) as refunded
        from charges c
        left join (select charge_id, sum(amount) as refunded from charge_refunds group by charge_id) r on r.charge_id = c.id
        where c.status = 'captured'
        """)).AsList();
}
