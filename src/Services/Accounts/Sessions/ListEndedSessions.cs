using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace Cartwright.Accounts;

/// <summary>Lists the sessions that have ended while access tokens of them may still be valid, for the other services.</summary>
internal static class ListEndedSessions
{
    public static async Task<Ok<EndedSessionListResponse>> HandleAsync(
        QueryTime after, Guid afterId, Database database, IOptions<AccountsOptions> options, CancellationToken cancellationToken)
    {
        var ended = await database.QueryAsync<EndedSession>(
            """
            select id as session_id, ended_at
            from sessions
            where (ended_at, id) > (@after, @afterId)
            order by ended_at, id
            limit @ItemsMax
            """,
            new { after = after.Utc, afterId, EndedSessionListResponse.ItemsMax },
            cancellationToken);
        return TypedResults.Ok(new EndedSessionListResponse(ended, (int)options.Value.AccessTokenLife.TotalSeconds));
    }
}
