using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>Signs the caller out everywhere, the session of the request included.</summary>
internal static class EndAllSessions
{
    public static async Task<NoContent> HandleAsync(ClaimsPrincipal user, Database database, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var work = await database.BeginAsync(cancellationToken);
        await EndedSessions.EndAsync(work, user.Id(), except: null, time.GetUtcNow(), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return TypedResults.NoContent();
    }
}
