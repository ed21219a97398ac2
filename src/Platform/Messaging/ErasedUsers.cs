using Cartwright.Platform.Data;

namespace Cartwright.Platform.Messaging;

/// <summary>
/// The users that were erased, as each service remembers them in its table <c>erased_users</c>: ids only. A service that keeps something by user asks this table
/// in the statement that writes, because events of a user may come after their erasure.
/// </summary>
public static class ErasedUsers
{
    /// <summary>Remembers users, and erases their data from the events that wait for another attempt and from the dead letters.</summary>
    public static async Task AddAsync(UnitOfWork work, IReadOnlyCollection<Guid> users, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await work.ExecuteAsync(
            "insert into erased_users (user_id, erased_at) select id, @now from unnest(@users) as u (id) order by id on conflict do nothing",
            new { users = users.ToArray(), now },
            cancellationToken);
        await PersonalData.EraseFromFailedAsync(work, cancellationToken);
    }
}
