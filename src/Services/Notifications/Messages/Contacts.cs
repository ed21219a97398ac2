using Cartwright.Platform.Data;

namespace Cartwright.Notifications;

/// <summary>A projection of the users of accounts.</summary>
internal static class Contacts
{
    /// <summary>Writes contacts, in one statement; the newest of each user counts.</summary>
    public static Task UpsertAsync(IEnumerable<Contact> received, UnitOfWork work, CancellationToken cancellationToken)
    {
        // One statement cannot write a row twice.
        var contacts = received.GroupBy(c => c.UserId, (_, ofUser) => ofUser.MaxBy(c => c.AsOf)!).ToList();
        return work.ExecuteAsync(
            """
            insert into contacts (user_id, email, name, told_at)
            select * from unnest(@users, @emails, @names, @times) as c (user_id, email, name, told_at)
            -- What was erased from an event is an empty text, and an event of before may come after the erasure.
            where email <> '' and not exists (select from erased_users e where e.user_id = c.user_id)
            on conflict (user_id) do update set email = excluded.email, name = excluded.name, told_at = excluded.told_at
            where contacts.told_at <= excluded.told_at
            """,
            new
            {
                users = contacts.Select(c => c.UserId).ToArray(),
                emails = contacts.Select(c => c.Email).ToArray(),
                names = contacts.Select(c => c.Name).ToArray(),
                times = contacts.Select(c => c.AsOf.UtcDateTime).ToArray(),
            },
            cancellationToken);
    }
}
