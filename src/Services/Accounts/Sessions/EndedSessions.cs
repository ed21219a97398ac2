using Cartwright.Platform.Data;

namespace Cartwright.Accounts;

/// <summary>Ends sessions. Services learn of it within seconds (<see cref="ListEndedSessions"/>), so their access tokens end too.</summary>
internal static class EndedSessions
{
    /// <summary>Ends all sessions of a user.</summary>
    /// <param name="work">The transaction.</param>
    /// <param name="userId">The user.</param>
    /// <param name="except">A session that goes on; null for none.</param>
    /// <param name="now">The time of the end.</param>
    /// <param name="cancellationToken">Cancels it.</param>
    public static Task EndAsync(UnitOfWork work, Guid userId, Guid? except, DateTimeOffset now, CancellationToken cancellationToken) => work.ExecuteAsync(
        "update sessions set ended_at = @now where user_id = @userId and ended_at is null and id is distinct from @except::uuid",
        new { now, userId, except },
        cancellationToken);
}
