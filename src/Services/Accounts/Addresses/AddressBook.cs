using System.Security.Claims;
using Cartwright.Platform.Data;
using Cartwright.Platform.Http;
using Cartwright.Platform.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>Shared by all use cases that change addresses.</summary>
internal static class AddressBook
{
    /// <summary>Begins an edit of a user's addresses. The row of the user is locked, and its version rises.</summary>
    /// <returns>The transaction and the name of the user, which may be empty; or the problem to answer with.</returns>
    public static async Task<(UnitOfWork? Work, string Name, ProblemHttpResult? Problem)> EditAsync(
        Guid userId, Database database, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!user.MayAccess(userId, Permission.ManageCustomers))
        {
            return (null, "", Problems.NotFound("user"));
        }

        var work = await database.BeginAsync(cancellationToken);
        if (await work.QuerySingleOrDefaultAsync<string>(
            $"update users u set version = version + 1 where id = @userId and erased_at is null returning {User.FullName}", new { userId }, cancellationToken) is { } name)
        {
            return (work, name, null);
        }

        await work.DisposeAsync();
        return (null, "", Problems.NotFound("user"));
    }

    /// <summary>Clears the default address, so that another one can become it.</summary>
    public static Task<int> ClearDefaultAsync(UnitOfWork work, Guid userId, CancellationToken cancellationToken) =>
        work.ExecuteAsync("update addresses set is_default = false where user_id = @userId and is_default", new { userId }, cancellationToken);
}
