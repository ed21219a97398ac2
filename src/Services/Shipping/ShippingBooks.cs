using Cartwright.Platform.Messaging;
using Dapper;
using Npgsql;

namespace Cartwright.Shipping;

/// <summary>The records of the shipping service, for the audit.</summary>
public static class ShippingBooks
{
    /// <summary>Reads the shipments, by order and state.</summary>
    /// <param name="connection">A connection to the database of the shipping service.</param>
    public static async Task<IReadOnlyList<ShipmentFact>> ListShipmentsAsync(NpgsqlConnection connection) => (await connection.QueryAsync<ShipmentFact>(
        """
        select order_id, status, count(distinct id)::int as shipments, sum((line ->> 'quantity')::int)::int as units, method
        from shipments, jsonb_array_elements(lines) as line
        group by order_id, status, method
        """)).AsList();

    /// <summary>Reads the version of the table of rates that was published last; 0 if none was, as that of a new shop.</summary>
    /// <param name="connection">A connection to the database of the shipping service.</param>
    public static Task<int> ReadRatesVersionAsync(NpgsqlConnection connection) =>
        connection.ExecuteScalarAsync<int>("select case when version > 1 then version else 0 end from shipping_rates");

    /// <summary>Finds what tells who erased users were. A shipment that has not left keeps its address.</summary>
    /// <param name="connection">A connection to the database of the shipping service.</param>
    /// <param name="users">The erased users.</param>
    public static async Task<IReadOnlyList<PersonalTrace>> FindPersonalDataAsync(NpgsqlConnection connection, Guid[] users) =>
    [
        .. (await connection.QueryAsync<Guid>(
            "select distinct user_id from shipments where user_id = any(@users) and address is not null and status not in ('ready', 'dispatching')", new { users }))
            .Select(user => new PersonalTrace(user, "shipments")),
        .. await PersonalData.ListInFailedAsync(connection, users),
    ];
}
