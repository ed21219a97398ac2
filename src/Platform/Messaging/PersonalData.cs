using Cartwright.Contracts;
using Cartwright.Platform.Data;
using Dapper;
using Npgsql;

namespace Cartwright.Platform.Messaging;

/// <summary>Erases personal data from stored events, member by member (<see cref="PersonalAttribute"/>). The events stay, so a log can still be replayed.</summary>
public static class PersonalData
{
    static readonly IReadOnlyList<EventType> Types =
        [.. EventCatalog.ByName.Values.Where(type => type.PersonalMembers.Count > 0).OrderBy(type => type.Name, StringComparer.Ordinal)];

    static readonly string[] Names = [.. Types.Select(type => type.Name)];

    const string OfErasedUser = "exists (select from erased_users e where e.user_id = (data ->> 'userId')::uuid)";

    // The names and paths are constants of the contracts.
    static readonly string Erased =
        $"case name {string.Join(' ', Types.Select(type => $"when '{type.Name}' then {type.PersonalMembers.Aggregate("data", Erase)}"))} else data end";

    static readonly string IsLeft = $"name = any(@Names) and data is distinct from {Erased}";

    /// <summary>Erases the personal data of some aggregates from the log of the service, with the keys that clients chose for their requests.</summary>
    public static Task EraseFromLogAsync(UnitOfWork work, Guid[] aggregates, CancellationToken cancellationToken) => work.ExecuteAsync(
        $"update events set data = {Erased}, idempotency_key = null where aggregate_id = any(@aggregates) and {IsLeft}",
        new { aggregates, Names },
        cancellationToken);

    /// <summary>Erases the personal data of erased users from the events of other services that failed here.</summary>
    internal static async Task EraseFromFailedAsync(UnitOfWork work, CancellationToken cancellationToken)
    {
        // An error may repeat values of the event.
        await work.ExecuteAsync($"update retries set data = {Erased}, error = '' where {IsLeft} and {OfErasedUser}", new { Names }, cancellationToken);
        await work.ExecuteAsync(
            $"update dead_letters set data = {Erased}, error_detail = null where {IsLeft} and {OfErasedUser}", new { Names }, cancellationToken);
    }

    /// <summary>Which of some aggregates have an event with personal data in a log.</summary>
    /// <param name="connection">A connection to the database of the publisher.</param>
    /// <param name="aggregates">The aggregates.</param>
    public static async Task<IReadOnlyList<Guid>> ListInLogAsync(NpgsqlConnection connection, Guid[] aggregates) => (await connection.QueryAsync<Guid>(
        $"select distinct aggregate_id from events where aggregate_id = any(@aggregates) and {IsLeft}", new { aggregates, Names })).AsList();

    /// <summary>Which of some users are named by an event that failed.</summary>
    /// <param name="connection">A connection to the database of the subscriber.</param>
    /// <param name="users">The users.</param>
    public static async Task<IReadOnlyList<PersonalTrace>> ListInFailedAsync(NpgsqlConnection connection, Guid[] users) =>
        (await connection.QueryAsync<PersonalTrace>(
            $"""
            select distinct (data ->> 'userId')::uuid as user_id, 'retries' as "where" from retries where (data ->> 'userId')::uuid = any(@users) and {IsLeft}
            union all
            select distinct (data ->> 'userId')::uuid, 'dead_letters' from dead_letters where (data ->> 'userId')::uuid = any(@users) and {IsLeft}
            """,
            new { users, Names })).AsList();

    static string Erase(string data, PersonalMember member) =>
        $"jsonb_set({data}, '{{{string.Join(',', member.Path)}}}', '{(member.IsNullable ? "null" : "\"\"")}', false)";
}
