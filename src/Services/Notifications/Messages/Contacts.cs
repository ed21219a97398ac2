using Cartwright.Platform.Data;

namespace Cartwright.Notifications;

/// <summary>Where a user is reached.</summary>
/// <param name="UserId">The user.</param>
/// <param name="Email">Address for mail.</param>
/// <param name="Name">How to address the user.</param>
/// <param name="ToldAt">When accounts said so.</param>
internal sealed record Contact(Guid UserId, string Email, string Name, DateTimeOffset ToldAt);

/// <summary>Learns contacts.</summary>
internal static class Contacts
{
    /// <summary>Keeps the newest of what was told of each user, in one statement.</summary>
    public static Task UpsertAsync(IEnumerable<Contact> told, UnitOfWork work, CancellationToken cancellationToken)
    {
        // One statement cannot write a row twice: of several events of a user the last one counts.
        var contacts = told.GroupBy(c => c.UserId, (_, ofUser) => ofUser.MaxBy(c => c.ToldAt)!).ToList();
        return work.ExecuteAsync(
            """
            insert into contacts (user_id, email, name, told_at)
            select * from unnest(@users, @emails, @names, @times)
            on conflict (user_id) do update set email = excluded.email, name = excluded.name, told_at = excluded.told_at
            where contacts.told_at <= excluded.told_at
            """,
            new
            {
                users = contacts.Select(c => c.UserId).ToArray(),
                emails = contacts.Select(c => c.Email).ToArray(),
                names = contacts.Select(c => c.Name).ToArray(),
                times = contacts.Select(c => c.ToldAt.UtcDateTime).ToArray(),
            },
            cancellationToken);
    }
}
