using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>Ends the session of a refresh token. Possession of the token suffices; an unknown token gets the same answer.</summary>
internal static class LogOut
{
    public static async Task<NoContent> HandleAsync(
        RefreshTokenRequest request, Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        await database.ExecuteAsync(
            """
            update sessions
            set ended_at = @now
            where id = (select session_id from refresh_tokens where hash = @hash) and ended_at is null
            """,
            new { now = time.GetUtcNow(), hash = RefreshToken.Hash(request.RefreshToken) },
            cancellationToken);
        return TypedResults.NoContent();
    }
}
