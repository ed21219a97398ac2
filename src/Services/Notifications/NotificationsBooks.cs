using Cartwright.Platform.Messaging;
using Dapper;
using Npgsql;

namespace Cartwright.Notifications;

/// <summary>The records of the notifications service, for the audit.</summary>
public static class NotificationsBooks
{
    /// <summary>Finds what tells who erased users were. A user whose last mail waits for the mail server has an address until it is sent.</summary>
    /// <param name="connection">A connection to the database of the notifications service.</param>
    /// <param name="users">The erased users.</param>
    public static async Task<IReadOnlyList<PersonalTrace>> FindPersonalDataAsync(NpgsqlConnection connection, Guid[] users) =>
    [
        .. await connection.QueryAsync<PersonalTrace>(
            """
            select user_id, 'contacts' as "where" from contacts where user_id = any(@users) and erased_at is null
            union all
            select distinct user_id, 'notifications' from notifications where user_id = any(@users) and kind <> @AccountErased
            """,
            new { users, NotificationKinds.AccountErased }),
        .. await PersonalData.ListInFailedAsync(connection, users),
    ];
}
