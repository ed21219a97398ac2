using Cartwright.Platform.Messaging;
using Dapper;
using Npgsql;

namespace Cartwright.Recommendations;

/// <summary>The records of the recommendations service, for the audit.</summary>
public static class RecommendationsBooks
{
    /// <summary>Reads the products that the service knows.</summary>
    /// <param name="connection">A connection to the database of the recommendations service.</param>
    public static async Task<IReadOnlyList<Guid>> ListProductsAsync(NpgsqlConnection connection) => (await connection.QueryAsync<Guid>(
        "select product_id from products where product_version > 0 and not deleted")).AsList();

    /// <summary>Finds what is linked to erased users.</summary>
    /// <param name="connection">A connection to the database of the recommendations service.</param>
    /// <param name="users">The erased users.</param>
    public static async Task<IReadOnlyList<PersonalTrace>> FindPersonalDataAsync(NpgsqlConnection connection, Guid[] users) =>
    [
        .. await connection.QueryAsync<PersonalTrace>(
            """
            select distinct user_id, 'baskets' as "where" from baskets where user_id = any(@users)
            union all
            select distinct user_id, 'views' from views where user_id = any(@users)
            union all
            select user_id, 'preferences' from preferences where user_id = any(@users)
            """,
            new { users }),
        .. await PersonalData.ListInFailedAsync(connection, users),
    ];
}
