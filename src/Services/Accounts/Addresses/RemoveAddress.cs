using System.Security.Claims;
using Cartwright.Platform.Data;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Cartwright.Accounts;

/// <summary>Removes an address if its version is still the one in <c>If-Match</c>. If it was the default, the oldest remaining address becomes the default.</summary>
internal static class RemoveAddress
{
    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Guid id, Guid addressId, Database database, ClaimsPrincipal user, HttpRequest request, CancellationToken cancellationToken)
    {
        var (work, _, problem) = await AddressBook.EditAsync(id, database, user, cancellationToken);
        if (work is null)
        {
            return problem!;
        }

        await using (work)
        {
            if (await AddressBook.CheckAsync(work, id, addressId, request, cancellationToken) is { } refusal)
            {
                return refusal;
            }

            if (await work.QuerySingleOrDefaultAsync<bool>(
                "delete from addresses where id = @addressId and user_id = @id returning is_default", new { id, addressId }, cancellationToken))
            {
                await work.ExecuteAsync(
                    "update addresses set is_default = true, version = version + 1 where id = (select id from addresses where user_id = @id order by id limit 1)",
                    new { id },
                    cancellationToken);
            }

            await work.CommitAsync(cancellationToken);
            return TypedResults.NoContent();
        }
    }
}
