using Cartwright.Platform.Messaging;
using Dapper;
using Npgsql;

namespace Cartwright.Accounts;

/// <summary>The records of the accounts service, for the audit.</summary>
public static class AccountsBooks
{
    /// <summary>Lists the users whose accounts were erased.</summary>
    /// <param name="connection">A connection to the database of the accounts service.</param>
    public static async Task<IReadOnlyList<Guid>> ListErasedAsync(NpgsqlConnection connection) =>
        (await connection.QueryAsync<Guid>("select id from users where erased_at is not null")).AsList();

    /// <summary>Finds what tells who erased users were. A constraint keeps their own rows empty.</summary>
    /// <param name="connection">A connection to the database of the accounts service.</param>
    /// <param name="users">The erased users.</param>
    public static async Task<IReadOnlyList<PersonalTrace>> FindPersonalDataAsync(NpgsqlConnection connection, Guid[] users) =>
    [
        .. await connection.QueryAsync<PersonalTrace>(
            """
            select distinct user_id, 'addresses' as "where" from addresses where user_id = any(@users)
            union all
            select distinct user_id, 'sessions' from sessions where user_id = any(@users) and (pair is not null or ended_at is null)
            """,
            new { users }),
        .. (await PersonalData.ListInLogAsync(connection, users)).Select(user => new PersonalTrace(user, "events")),
    ];
}
