using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>Closes an account: nobody can sign in to it, and all of its sessions end.</summary>
internal static class DeactivateUser
{
    public static async Task<Results<Ok<UserResponse>, ProblemHttpResult>> HandleAsync(
        Guid id, Database database, ClaimsPrincipal user, TimeProvider time, HttpResponse response, CancellationToken cancellationToken)
    {
        if (!user.MayAccess(id, Permission.ManageCustomers))
        {
            return Problems.NotFound("user");
        }

        await using var work = await database.BeginAsync(cancellationToken);
        if (await Administrators.IsLastAsync(work, id, cancellationToken))
        {
            return Problems.Conflict("The last administrator cannot be deactivated.");
        }

        var closed = await work.QuerySingleOrDefaultAsync<User>(
            $"update users u set active = false, version = version + 1 where id = @id and active returning {User.Columns}", new { id }, cancellationToken);
        if (closed is null)
        {
            // Already deactivated, or unknown.
            var known = await User.FindAsync(database, id, cancellationToken);
            return known is null ? Problems.NotFound("user") : Answer(known, response);
        }

        await EndedSessions.EndAsync(work, id, except: null, time.GetUtcNow(), cancellationToken);
        work.Publish(closed.ToUpdated());
        await work.CommitAsync(cancellationToken);
        return Answer(closed, response);
    }

    static Ok<UserResponse> Answer(User user, HttpResponse response)
    {
        response.Headers.ETag = Preconditions.ETag(user.Version);
        return TypedResults.Ok(user.ToResponse());
    }
}
