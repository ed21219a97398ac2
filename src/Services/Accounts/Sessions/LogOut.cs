using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>Ends the session that a refresh token belongs to. Whoever holds the token may do so; a token of no session is as good as ended.</summary>
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
