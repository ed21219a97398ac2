using Cartwright.Platform.Data;
using Cartwright.Platform.Jobs;

namespace Cartwright.Notifications;

/// <summary>Deletes the addresses of erased users, with their last mail, once it is sent or has failed for good.</summary>
internal sealed class EraseContacts(Database database) : IPeriodicWork
{
    /// <summary>The pause between two rounds.</summary>
    public static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    const int BatchMax = 100;

    /// <inheritdoc/>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        int erased;
        do
        {
            erased = await database.ExecuteAsync(
                """
                with done as (
                    select user_id from contacts c
                    where erased_at is not null and not exists (select from notifications n where n.user_id = c.user_id and n.status = 'pending')
                    limit @BatchMax
                    for update skip locked
                ), mails as (
                    delete from notifications n using done where n.user_id = done.user_id
                )
                delete from contacts c using done where c.user_id = done.user_id
                """,
                new { BatchMax },
                cancellationToken);
        }
        while (erased == BatchMax);
    }
}
